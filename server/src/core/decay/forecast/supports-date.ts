import { median } from '../numeric/order.ts';
import { DAY } from '../trend/trend.ts';

/** With fewer values, or over fewer intervals, a direction is all there is to say. */
export const LEAST_FOR_DATE = 12;

/**
 * Twelve values over twelve intervals, that of the first value included.
 * @param days ascending, from 0
 * @param interval milliseconds between two values, where the plan says so
 */
export function supportsDate(days: Float64Array, interval?: number): boolean {
  if (days.length < LEAST_FOR_DATE) return false;
  const gaps = days.subarray(1).map((day, index) => day - (days[index] ?? NaN));
  const usual = interval === undefined ? median(gaps) : interval / DAY;
  // Jobs do not start on the second.
  return (days.at(-1) ?? 0) + usual >= LEAST_FOR_DATE * usual * 0.99;
}
