import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartOptions,
  type Plugin,
} from 'chart.js';
import type { Marker } from '../../../server/src/core/decay/series.ts';
import type { IndicatorView, Point } from '../../../server/src/core/panel/contract.ts';
import type { Palette } from '../theme.ts';
import type { TimeWindow } from '../time-window.ts';
import { drawChanges, drawMarkers, nameChanges, nameMarkers } from './overlay/events.ts';
import { drawCone, drawCrossing } from './overlay/forecast-cone.ts';
import { Labels } from './overlay/labels.ts';
import { drawPlanLines, namePlanLines } from './overlay/plan-lines.ts';
import { drawSpan, nameSpan, type Span } from './overlay/spans.ts';
import type { Box } from './overlay/box.ts';
import type { Surface } from './overlay/surface.ts';
import { tickFormat, timeTicks, valueTicks } from './ticks.ts';
import { firstFrom, valueRange } from './value-range.ts';

/** Of every chart, so that a moment is at the same place in all of them. */
const VALUE_AXIS_WIDTH = 50;
const RIGHT_MARGIN = 10;
const TICK_WIDTH = 78;
const FONT_SIZE = 11;

/** What a chart shows. */
export interface ChartInput {
  readonly indicator: IndicatorView;
  readonly points: readonly Point[];
  readonly pending: readonly Point[];
  readonly markers: readonly Marker[];
  readonly spans: readonly Span[];
  readonly window: TimeWindow;
  /** The moment the model is judged at. */
  readonly now: number;
  readonly palette: Palette;
}

/** A drawn chart. */
export interface LineChart {
  readonly canvas: HTMLCanvasElement;
  update(input: ChartInput): void;
  /** Plot area in CSS pixels from the canvas' corner. */
  area(): Box;
  x(time: number): number;
  y(value: number): number;
  timeAt(x: number): number;
  destroy(): void;
}

interface Dot {
  readonly x: number;
  readonly y: number;
}
type Drawn = Chart<'line', Dot[]>;

/** Makes known to the library the parts that are used; before the first chart. */
export function registerCharts(): void {
  Chart.register(LineController, LineElement, PointElement, LinearScale);
}

/** Draws an indicator into `canvas`, which is on the page. */
export function lineChart(canvas: HTMLCanvasElement, first: ChartInput): LineChart {
  let input = first;
  const counted = new Dots();
  const pending = new Dots();
  const chart: Drawn = new Chart(canvas, {
    type: 'line',
    data: { datasets: datasets(input, counted, pending) },
    options: options(input),
    plugins: [overlays(() => input)],
  });
  const scale = (name: 'x' | 'y', value: number): number => chart.scales[name]?.getPixelForValue(value) ?? 0;
  return {
    canvas,
    update: (next) => {
      input = next;
      chart.data.datasets = datasets(input, counted, pending);
      chart.options = options(input);
      chart.update('none');
    },
    area: () => chart.chartArea,
    x: (time) => scale('x', time),
    y: (value) => scale('y', value),
    timeAt: (x) => chart.scales['x']?.getValueForPixel(x) ?? 0,
    destroy: () => chart.destroy(),
  };
}

/** Points as the library wants them; made once for each array. */
class Dots {
  private points: readonly Point[] | undefined;
  private dots: Dot[] = [];

  of(points: readonly Point[]): Dot[] {
    if (points !== this.points) {
      this.points = points;
      this.dots = points.map(({ time, value }) => ({ x: time, y: value }));
    }
    return this.dots;
  }
}

function datasets({ points, pending, palette }: ChartInput, counted: Dots, waiting: Dots): Drawn['data']['datasets'] {
  const style = (colour: string, count: number) =>
    ({
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: 1.5,
      // A line needs two points to be seen.
      pointRadius: count === 1 ? 3 : 0,
      pointHitRadius: 0,
    }) as const;
  return [
    { data: counted.of(points), ...style(palette.series, points.length) },
    { data: waiting.of(pending), ...style(palette.muted, pending.length), borderDash: [3, 2] },
  ];
}

function options({ indicator, points, pending, window, palette }: ChartInput): ChartOptions<'line'> {
  const font = { family: palette.fontFamily, size: FONT_SIZE };
  const values = valueRange(indicator, [points, pending], window);
  const ticks = valueTicks(values.min, values.max);
  const dates = tickFormat(window.from, window.to);
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    // The page has its own cross-hair, of all charts.
    events: [],
    layout: { padding: { right: RIGHT_MARGIN, top: 4 } },
    scales: {
      x: {
        type: 'linear',
        min: window.from,
        max: window.to,
        afterBuildTicks: (axis) => {
          const { width } = axis;
          const perPixel = (window.to - window.from) / Math.max(1, width);
          // A label at the right edge would be cut off.
          const last = window.to - (TICK_WIDTH / 2 - RIGHT_MARGIN) * perPixel;
          axis.ticks = timeTicks(window.from, last, Math.floor(width / TICK_WIDTH)).map((value) => ({ value }));
        },
        ticks: {
          callback: (value) => dates(Number(value)),
          color: palette.muted,
          font,
          maxRotation: 0,
          autoSkip: false,
        },
        grid: { display: false },
        border: { color: palette.grid },
      },
      y: {
        ...values,
        afterFit: (axis) => {
          axis.width = VALUE_AXIS_WIDTH;
        },
        afterBuildTicks: (axis) => {
          axis.ticks = ticks.values.map((value) => ({ value }));
        },
        ticks: { callback: (value) => ticks.format(Number(value)), color: palette.muted, font, autoSkip: false },
        grid: { color: palette.grid, lineWidth: 0.5 },
        border: { display: false },
      },
    },
  };
}

/** All that is drawn besides the values themselves. */
function overlays(current: () => ChartInput): Plugin<'line'> {
  let surface: Surface | undefined;
  return {
    id: 'overlays',
    beforeDatasetsDraw(chart) {
      const { indicator, spans } = current();
      surface = surfaceOf(chart, current());
      for (const span of spans) drawSpan(surface, span);
      if (indicator.forecast?.state === 'crosses') drawCone(surface, indicator.forecast);
      drawPlanLines(surface, indicator);
    },
    afterDatasetsDraw() {
      if (!surface) return;
      const { indicator, spans, markers, now } = current();
      const { forecast, changes = [] } = indicator;
      surface.context.save();
      surface.context.font = `${FONT_SIZE}px ${surface.palette.fontFamily}`;
      drawMarkers(surface, markers);
      drawChanges(surface, changes);
      namePlanLines(surface, indicator);
      if (forecast?.state === 'crosses') drawCrossing(surface, forecast, now);
      for (const span of spans) nameSpan(surface, span);
      nameChanges(surface, changes);
      nameMarkers(surface, markers);
      surface.context.restore();
      surface = undefined;
    },
  };
}

function surfaceOf({ ctx, chartArea, scales }: Chart, { points, pending, palette }: ChartInput): Surface {
  const x = (time: number): number => scales['x']?.getPixelForValue(time) ?? 0;
  const y = (value: number): number => scales['y']?.getPixelForValue(value) ?? 0;
  const timeAt = (pixel: number): number => scales['x']?.getValueForPixel(pixel) ?? 0;
  const timesOf = ({ left, right }: Box): TimeWindow => ({ from: timeAt(left), to: timeAt(right) });
  const covered = (box: Box): number =>
    [points, pending].reduce((sum, series) => sum + segmentsUnder(series, box, timesOf(box), y), 0);
  return { context: ctx, area: chartArea, palette, labels: new Labels(ctx, chartArea, covered), x, y };
}

/** How many pieces of the line run through a box: a spike is one of them, though its points are elsewhere. */
function segmentsUnder(
  series: readonly Point[],
  { top, bottom }: Box,
  { from, to }: TimeWindow,
  y: (value: number) => number,
): number {
  let count = 0;
  for (let i = Math.max(1, firstFrom(series, from)); i < series.length; i++) {
    const [a, b] = [series[i - 1], series[i]];
    if (!a || !b || a.time > to) break;
    const [y1, y2] = [y(a.value), y(b.value)];
    if (Math.min(y1, y2) < bottom + 2 && Math.max(y1, y2) > top - 2) count++;
  }
  return count;
}
