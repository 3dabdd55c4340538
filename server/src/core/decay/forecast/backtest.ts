import { median } from '../numeric/order.ts';
import { SIGNIFICANT } from '../trend/trend.ts';
import { bandAt, fit, ROUNDING } from './method-h.ts';
import { LEAST_FOR_DATE } from './supports-date.ts';

/** Past moments from which the history is forecast again: each costs a fit. */
const ORIGINS = 8;
/** Values that what came is told from. */
const LEAST_TO_JUDGE = 5;

/**
 * Forecasts from past moments, judged by what came. A line that was crossed later than forecast lay above the band at that
 * time, and one crossed earlier below it: so a forecast held when the level that came lies within its band. The level that
 * came is the median of the values up to the forecast's own horizon; what chance does to it is allowed for.
 * @param days ascending @param values turned so that bad is falling
 * @returns undefined when no past moment gave a date that can be judged
 */
export function backtest(
  days: Float64Array,
  values: Float64Array,
  regular: boolean,
): { readonly held: number; readonly judged: number } | undefined {
  const n = days.length;
  const [first, last] = [LEAST_FOR_DATE, n - LEAST_TO_JUDGE];
  const stride = Math.max(1, Math.ceil((last - first + 1) / ORIGINS));
  const rounding = ROUNDING * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let [held, judged] = [0, 0];
  for (let origin = first; origin <= last; origin += stride) {
    const line = fit(days.subarray(0, origin), values.subarray(0, origin), regular);
    if (line.p >= SIGNIFICANT || line.slope >= 0) continue;
    const end = days[origin - 1] ?? 0;
    const horizon = end + (end - (days[0] ?? 0));
    const to = days.findIndex((day) => day > horizon);
    const came = to < 0 ? n : to;
    if (came - origin < LEAST_TO_JUDGE) continue;
    const level = median(values.subarray(origin, came));
    const { low, middle, high } = bandAt(line, median(days.subarray(origin, came)));
    // As uncertain as the history's own level is, for so many values.
    const noise = line.level * Math.sqrt(origin / (came - origin));
    judged++;
    const reach = Math.hypot(level < middle ? middle - low : high - middle, noise);
    if (Math.abs(level - middle) <= reach + rounding) held++;
  }
  return judged > 0 ? { held, judged } : undefined;
}
