import type { Alarms } from './cusum.ts';

/**
 * Page–Hinkley test in both directions: sums deviations from the running mean less a tolerance, and alarms when a sum has
 * left its extreme by more than the threshold; then it starts anew. Tolerance and threshold are in the unit of the values:
 * standardise first.
 * @param fading of the sums; 1 forgets nothing
 */
export function pageHinkley(
  values: ArrayLike<number>,
  {
    least = 10,
    delta = 0.25,
    threshold = 6,
    fading = 1,
  }: { readonly least?: number; readonly delta?: number; readonly threshold?: number; readonly fading?: number } = {},
): Alarms {
  const alarms = new Int8Array(values.length);
  let [count, mean, up, down, lowest, highest] = [0, 0, 0, 0, Infinity, -Infinity];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    count++;
    mean += (value - mean) / count;
    up = fading * up + value - mean - delta;
    down = fading * down + value - mean + delta;
    lowest = Math.min(lowest, up);
    highest = Math.max(highest, down);
    if (count < least) continue;
    const alarm = up - lowest > threshold ? 1 : highest - down > threshold ? -1 : 0;
    if (alarm === 0) continue;
    alarms[index] = alarm;
    [count, mean, up, down, lowest, highest] = [0, 0, 0, 0, Infinity, -Infinity];
  }
  return alarms;
}
