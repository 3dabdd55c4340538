import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartOptions,
  type Plugin,
} from 'chart.js';
import type { IndicatorView, Point } from '../../../server/src/core/panel/contract.ts';
import { formatNumber, formatTime, formatValue, linesOf } from '../format.ts';
import type { Palette } from '../theme.ts';
import { tickFormat, timeTicks } from './time-ticks.ts';

const HALF_DAY = 43_200_000;
const TICK_WIDTH = 70;
const LABEL_HEIGHT = 14;
const LABEL_GAP = 12;
const MARGIN = 0.08;

export interface ChartHandle {
  /** Draws it anew, as after a change of theme. */
  readonly recolour: (palette: Palette) => void;
  readonly destroy: () => void;
}

/** Makes known to the library the parts that are used; before the first chart. */
export function registerCharts(): void {
  Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip);
}

/** Draws the points of an indicator and the plan's lines into `canvas`. `points` has one or more, in order of time. */
export function lineChart(
  canvas: HTMLCanvasElement,
  indicator: IndicatorView,
  points: readonly Point[],
  palette: Palette,
): ChartHandle {
  const draw = (colours: Palette): Chart<'line', { x: number; y: number }[]> =>
    new Chart(canvas, {
      type: 'line',
      data: {
        datasets: [
          {
            data: points.map(({ time, value }) => ({ x: time, y: value })),
            borderColor: colours.series,
            backgroundColor: colours.series,
            borderWidth: 1.5,
            pointRadius: points.length === 1 ? 3 : 0,
            pointHoverRadius: 4,
          },
        ],
      },
      options: options(indicator, points, colours),
      plugins: [planLines(indicator, points, colours)],
    });
  let chart = draw(palette);
  return {
    recolour: (colours) => {
      chart.destroy();
      chart = draw(colours);
    },
    destroy: () => chart.destroy(),
  };
}

function options(indicator: IndicatorView, points: readonly Point[], colours: Palette): ChartOptions<'line'> {
  const font = { family: colours.fontFamily, size: 11 };
  const [from, to] = timeRange(points);
  const dates = tickFormat(from, to);
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    scales: {
      x: {
        type: 'linear',
        min: from,
        max: to,
        afterBuildTicks: (axis) => {
          axis.ticks = timeTicks(from, to, Math.floor(axis.width / TICK_WIDTH)).map((value) => ({ value }));
        },
        ticks: { callback: (value) => dates(Number(value)), color: colours.muted, font, maxRotation: 0 },
        grid: { display: false },
        border: { color: colours.grid },
      },
      y: {
        ...valueRange(indicator, points),
        ticks: {
          callback: (value) => formatNumber(Number(value)),
          color: colours.muted,
          font,
          maxTicksLimit: 5,
          // The outermost are where the margin ends, not at round numbers.
          includeBounds: false,
        },
        grid: { color: colours.grid, lineWidth: 0.5 },
        border: { display: false },
      },
    },
    plugins: {
      tooltip: {
        displayColors: false,
        backgroundColor: colours.background,
        titleColor: colours.foreground,
        bodyColor: colours.foreground,
        borderColor: colours.muted,
        borderWidth: 1,
        titleFont: { ...font, weight: 'normal' },
        bodyFont: { ...font, weight: 'bold' },
        callbacks: {
          title: ([item]) => (item ? `${formatTime(Number(item.parsed.x))} UTC` : ''),
          label: ({ dataIndex }) => {
            const point = points[dataIndex];
            if (!point) return '';
            const value = formatValue(point.value, indicator.unit);
            return point.count === undefined ? value : [value, `from ${formatNumber(point.count)}`];
          },
        },
      },
    },
  };
}

function timeRange(points: readonly Point[]): [from: number, to: number] {
  const [from, to] = [points[0]?.time ?? 0, points.at(-1)?.time ?? 0];
  return from < to ? [from, to] : [from - HALF_DAY, to + HALF_DAY];
}

/** Wide enough for the values and the plan's lines, with a margin that leaves room for their labels. */
function valueRange(indicator: IndicatorView, points: readonly Point[]): { min: number; max: number } {
  const shown = [...points, ...linesOf(indicator)].map(({ value }) => value);
  const low = shown.reduce((a, b) => Math.min(a, b));
  const high = shown.reduce((a, b) => Math.max(a, b));
  const margin = (high - low) * MARGIN || Math.abs(high) * MARGIN || 1;
  return { min: low - margin, max: high + margin };
}

/** Baseline, warning and critical as dashed lines under the series, each with its name and value. */
function planLines(indicator: IndicatorView, points: readonly Point[], colours: Palette): Plugin<'line'> {
  const away = (point: Point | undefined, value: number): number => Math.abs((point?.value ?? value) - value);
  return {
    id: 'plan-lines',
    beforeDatasetsDraw({ ctx, chartArea: { left, right, top }, scales }) {
      const labels = { left: new LabelColumn(left + 4), right: new LabelColumn(right - 4) };
      ctx.save();
      ctx.font = `11px ${colours.fontFamily}`;
      ctx.textBaseline = 'bottom';
      for (const { name, value } of linesOf(indicator)) {
        const y = scales['y']?.getPixelForValue(value) ?? 0;
        ctx.strokeStyle = colours[name];
        ctx.setLineDash(name === 'baseline' ? [2, 3] : [6, 4]);
        ctx.beginPath();
        ctx.moveTo(left, y);
        ctx.lineTo(right, y);
        ctx.stroke();
        // At the end where the series is farther away.
        const side = away(points[0], value) > away(points.at(-1), value) ? 'left' : 'right';
        const label = `${name} ${formatNumber(value)}`;
        const bottom = y - LABEL_HEIGHT < top ? y + LABEL_HEIGHT : y;
        ctx.textAlign = side;
        ctx.fillStyle = colours.foreground;
        const width = ctx.measureText(label).width * (side === 'left' ? 1 : -1);
        ctx.fillText(label, labels[side].place(bottom, width), bottom - 1);
      }
      ctx.restore();
    },
  };
}

/** Where labels on one side of a chart begin, so that lines close together do not get theirs on top of each other. */
class LabelColumn {
  private readonly edge: number;
  private readonly taken: { bottom: number; end: number }[] = [];

  constructor(edge: number) {
    this.edge = edge;
  }

  /** The x of a label whose text takes `width` pixels, to the left when negative. */
  place(bottom: number, width: number): number {
    const x = this.taken.findLast((other) => Math.abs(other.bottom - bottom) < LABEL_HEIGHT)?.end ?? this.edge;
    this.taken.push({ bottom, end: x + width + Math.sign(width) * LABEL_GAP });
    return x;
  }
}
