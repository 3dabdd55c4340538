import { fit, type Fit } from '../forecast/method-h.ts';
import type { Trend } from '../report.ts';
import { isRegular } from './autocorrelation.ts';
import type { Prepared } from './prepare.ts';

export const DAY = 86_400_000;

/** Fewer values are not tested. */
export const LEAST_VALUES = 8;
/** A trend is one below this p. */
export const SIGNIFICANT = 0.05;

/** Which way is better, and the lines of the plan. */
export type Objective = 'maximize' | 'minimize';

/** A series turned so that bad is falling, days since its first value, and the line through it. */
export interface Line {
  readonly days: Float64Array;
  readonly values: Float64Array;
  readonly fit: Fit;
  /** -1 where the values were turned. */
  readonly sign: 1 | -1;
  /** Whether the times are equally far apart. */
  readonly regular: boolean;
}

/** Undefined below 8 values. */
export function lineThrough({ times, values }: Prepared, objective: Objective): Line | undefined {
  if (times.length < LEAST_VALUES) return undefined;
  const start = times[0] ?? 0;
  const sign = objective === 'maximize' ? 1 : -1;
  const days = times.map((time) => (time - start) / DAY);
  const turned = values.map((value) => sign * value);
  const regular = isRegular(days);
  return { days, values: turned, fit: fit(days, turned, regular), sign, regular };
}

export function trendOf({ fit: { slope, low, high, p, count }, sign }: Line): Trend {
  const [slopeLow, slopeHigh] = sign > 0 ? [low, high] : [-high, -low];
  return {
    slopePerDay: sign * slope + 0,
    slopeLow: slopeLow + 0,
    slopeHigh: slopeHigh + 0,
    p,
    count,
    direction: p >= SIGNIFICANT || slope === 0 ? 'none' : slope < 0 ? 'worsening' : 'improving',
  };
}
