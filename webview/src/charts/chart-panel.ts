import type { IndicatorView, Point } from '../../../server/src/core/panel/contract.ts';
import type { PanelContext } from '../context.ts';
import { element } from '../dom.ts';
import { chartSummary, formatValue } from '../words/format.ts';
import { forecastText } from '../words/forecast.ts';
import { plainName } from '../words/plain.ts';
import { formatTime } from '../words/time.ts';
import { CrossHair } from './cross-hair.ts';
import { listenToPointer, stepOf, takeAxisKey } from './gestures.ts';
import { lineChart, type ChartInput, type LineChart } from './line-chart.ts';
import { firstFrom } from './value-range.ts';

/** What is drawn; the rest of a chart's input is the page's. */
export type ChartContent = Pick<ChartInput, 'indicator' | 'points' | 'pending' | 'markers' | 'spans'>;

/** A chart with its cross-hair and its keys. It lives as long as its indicator has values. */
export class ChartPanel {
  readonly element = element('div', {
    class: 'chart',
    tabindex: '0',
    role: 'application',
    'aria-roledescription': 'chart',
    'aria-describedby': 'chart-keys',
  });
  private readonly canvas = element('canvas', { role: 'img' });
  private readonly context: PanelContext;
  private readonly cross: CrossHair;
  private readonly leave: () => void;
  private chart: LineChart | undefined;
  private content: ChartContent;
  private all: readonly Point[] = [];
  private summary = '';

  constructor(context: PanelContext, content: ChartContent) {
    this.context = context;
    this.content = content;
    this.element.append(this.canvas);
    this.cross = new CrossHair(this.element);
    this.leave = context.axis.add(this);
    listenToPointer(this.element, context.axis, {
      area: () => this.chart?.area(),
      timeAt: (x) => this.chart?.timeAt(x) ?? 0,
    });
    this.element.addEventListener('keydown', (event) => this.key(event));
    this.element.addEventListener('blur', () => {
      if (context.axis.owner === this.element) context.axis.point(undefined);
    });
    this.show(content);
  }

  show(content: ChartContent): void {
    this.content = content;
    const { indicator, points, pending } = content;
    this.all = pending.length > 0 ? [...points, ...pending] : points;
    const summary = summaryOf(indicator, points, this.context.axis.now);
    if (summary !== this.summary) {
      this.summary = summary;
      this.canvas.setAttribute('aria-label', summary);
      this.element.setAttribute('aria-label', plainName(indicator.name));
    }
    this.context.queue.add(this);
  }

  paint(): void {
    const { axis, palette } = this.context;
    const input = { ...this.content, window: axis.window, now: axis.now, palette: palette() };
    if (this.chart) this.chart.update(input);
    else this.chart = lineChart(this.canvas, input);
    this.cursorChanged();
  }

  /** The canvas with all that is known drawn into it. */
  drawn(): HTMLCanvasElement {
    this.context.queue.flush(this);
    return this.canvas;
  }

  windowChanged(): void {
    this.context.queue.add(this);
  }

  cursorChanged(): void {
    const { axis } = this.context;
    const { chart } = this;
    if (axis.cursor === undefined || !chart || axis.cursor < axis.window.from || axis.cursor > axis.window.to) {
      this.cross.hide();
      return;
    }
    const point = this.nearest(axis.cursor);
    const { unit } = this.content.indicator;
    const isOwner = axis.owner === this.element;
    const value = point ? formatValue(point.value, unit) : 'no value';
    const text = isOwner ? `${formatTime(point?.time ?? axis.cursor)} UTC · ${value}` : value;
    this.cross.show(
      chart.area(),
      chart.x(point?.time ?? axis.cursor),
      point && chart.y(point.value),
      this.isPending(point) ? `${text} (labels pending)` : text,
    );
  }

  dispose(): void {
    this.leave();
    this.context.queue.remove(this);
    this.chart?.destroy();
    this.chart = undefined;
  }

  /** The value at `time`: the nearest one, if it is not far away on the screen. */
  private nearest(time: number): Point | undefined {
    const after = firstFrom(this.all, time);
    const [a, b] = [this.all[after - 1], this.all[after]];
    const near = a && (!b || time - a.time <= b.time - time) ? a : b;
    const { from, to } = this.context.axis.window;
    return near && Math.abs(near.time - time) <= (to - from) / 20 ? near : undefined;
  }

  private isPending(point: Point | undefined): boolean {
    const [first] = this.content.pending;
    return point !== undefined && first !== undefined && point.time >= first.time;
  }

  private key(event: KeyboardEvent): void {
    const { axis, announce } = this.context;
    if (takeAxisKey(event, axis) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = axis.cursor === undefined ? this.all.length : firstFrom(this.all, axis.cursor);
    const point = this.all[stepOf(event.key, at, this.all.length) ?? -1];
    if (!point) return;
    event.preventDefault();
    axis.point(point.time, this.element);
    const value = formatValue(point.value, this.content.indicator.unit);
    announce(`${formatTime(point.time)}: ${value}${this.isPending(point) ? ', labels pending' : ''}`);
  }
}

function summaryOf(indicator: IndicatorView, points: readonly Point[], now: number): string {
  return chartSummary(indicator, points, forecastText(indicator, now));
}
