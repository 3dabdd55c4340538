import { normalQuantile } from '../numeric/distribution.ts';
import type { Crossing, Forecast } from '../report.ts';
import { LAST_TIME, type Sample } from '../series.ts';
import type { Prepared } from '../trend/prepare.ts';
import { DAY, LEAST_VALUES, SIGNIFICANT, type Line, type Objective } from '../trend/trend.ts';
import { backtest } from './backtest.ts';
import { bandAt, crossing, fit } from './method-h.ts';
import { supportsDate } from './supports-date.ts';

export interface ForecastOptions {
  readonly objective: Objective;
  readonly warning?: number;
  readonly critical?: number;
  /** Milliseconds between two values, where the plan says so. */
  readonly interval?: number;
  /** Smallest and largest value that the metric can have: nothing is drawn beyond. */
  readonly bounds?: { readonly low: number; readonly high: number };
  /** Time of the change point that the values are behind. */
  readonly since?: number;
}

/** Points of the band that is drawn. */
const BAND = 25;
/** Values that each half needs before their slopes are compared. */
const HALF = 10;

/**
 * When a line of the plan is crossed, if the trend goes on: method H with its rules (docs/decay.md). The line is `critical`,
 * what people have agreed to act on; `warning` where the plan has no critical one.
 * @param counted in order of time; whether a line has been crossed is read from them
 * @param prepared what the trend is computed from: of `counted`, what stands behind the last change point
 * @param through the line through it, where it has enough values
 */
export function forecast(
  counted: readonly Sample[],
  prepared: Prepared,
  through: Line | undefined,
  options: ForecastOptions,
): Forecast {
  const { warning, critical, objective } = options;
  const [line, threshold] =
    critical !== undefined ? (['critical', critical] as const) : (['warning', warning] as const);
  if (threshold === undefined || !Number.isFinite(threshold)) return { state: 'no-line' };
  const on = crossedOn(counted, threshold, objective);
  if (on !== undefined) return { state: 'crossed', line, threshold, on };
  const count = prepared.times.length;
  if (!through) return { state: 'not-enough-history', count, needed: LEAST_VALUES };
  const { p, slope } = through.fit;
  if (!supportsDate(through.days, options.interval)) return { state: 'direction-only', count, p, worsening: slope < 0 };
  if (p >= SIGNIFICANT || slope === 0) return { state: 'no-trend', count, p, detectable: detectable(through) };
  if (slope > 0) return { state: 'improving', count, p };
  return crossingOf(prepared, through, line, threshold, options);
}

/** Time of the first of the values that have stayed at or beyond the line until now. */
function crossedOn(counted: readonly Sample[], threshold: number, objective: Objective): number | undefined {
  const isBeyond = ({ value }: Sample): boolean => (objective === 'maximize' ? value <= threshold : value >= threshold);
  const before = counted.findLastIndex((sample) => !isBeyond(sample));
  return counted[before + 1]?.time;
}

/**
 * Smallest total change that would have been called a trend in four of five cases: half the 95 % interval of the slope,
 * and as much again as chance may hide, over the whole history.
 */
function detectable({ days, values, regular }: Line): number {
  const { low, high } = fit(days, values, regular, 1 - SIGNIFICANT / 2);
  const [z, power] = [normalQuantile(1 - SIGNIFICANT / 2), normalQuantile(0.8)];
  return ((high - low) / 2) * ((z + power) / z) * (days.at(-1) ?? 0);
}

function crossingOf(
  { times }: Prepared,
  through: Line,
  line: 'warning' | 'critical',
  threshold: number,
  { bounds, since }: ForecastOptions,
): Crossing {
  const { days, sign } = through;
  const start = times[0] ?? 0;
  const end = times.at(-1) ?? start;
  const span = end - start;
  const horizon = Math.min(end + span, LAST_TIME);
  const found = crossing(through.fit, sign * threshold, span / DAY);
  const timeOf = (day: number): number => Math.round(start + day * DAY);
  /** Not yet crossed, so not before the newest value; and no date beyond the horizon. */
  const within = (day: number | undefined): number | undefined => {
    const time = day === undefined ? Infinity : Math.max(end, timeOf(day));
    return time <= horizon ? time : undefined;
  };
  const [estimate, latest] = [within(found.estimate), within(found.latest)];
  const held = backtest(days, through.values, through.regular);
  return {
    state: 'crosses',
    line,
    threshold,
    ...(estimate !== undefined && { estimate }),
    earliest: within(found.earliest) ?? horizon,
    ...(latest !== undefined && { latest }),
    horizon,
    band: bandOf(through, start, { end, horizon }, bounds),
    accelerating: isAccelerating(through),
    ...(since !== undefined && { since }),
    ...(held && { backtest: held }),
  };
}

function bandOf(
  { fit: line, sign }: Line,
  start: number,
  { end, horizon }: { readonly end: number; readonly horizon: number },
  bounds: ForecastOptions['bounds'],
): Crossing['band'] {
  const within = (value: number): number => (bounds ? Math.min(bounds.high, Math.max(bounds.low, value)) : value);
  return Array.from({ length: BAND }, (_, index) => {
    const time = Math.round(end + ((horizon - end) * index) / (BAND - 1));
    const { low, middle, high } = bandAt(line, (time - start) / DAY);
    const [below, above] = sign > 0 ? [low, high] : [-high, -low];
    return { time, low: within(below), middle: within(sign * middle), high: within(above) };
  });
}

/** The last half falls faster than the 95 % interval of the first half's slope allows. */
function isAccelerating({ days, values, regular }: Line): boolean {
  const half = days.length >> 1;
  if (half < HALF) return false;
  const first = fit(days.subarray(0, half), values.subarray(0, half), regular, 1 - SIGNIFICANT / 2);
  // Without noise both slopes are the same but for rounding.
  return fit(days.subarray(half), values.subarray(half), regular).slope < first.low - 1e-9 * Math.abs(first.low);
}
