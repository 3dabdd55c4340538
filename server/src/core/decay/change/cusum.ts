/** What a detector says of each value: 1 an alarm upwards, -1 downwards, 0 none. */
export type Alarms = Int8Array;

export interface Cusum {
  /** Upper and lower sums after each value, in the unit of the values. */
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  readonly alarms: Alarms;
}

/**
 * Tabular CUSUM (Page 1954; Montgomery, chapter 9): sums what lies further than the slack from the target, and alarms
 * while a sum is above the decision interval. Nothing is reset.
 * @param k slack and @param h decision interval, both in sigmas
 */
export function cusum(
  values: ArrayLike<number>,
  {
    target,
    sigma,
    k = 0.5,
    h = 5,
  }: { readonly target: number; readonly sigma: number; readonly k?: number; readonly h?: number },
): Cusum {
  const n = values.length;
  const [upper, lower, alarms] = [new Float64Array(n), new Float64Array(n), new Int8Array(n)];
  let [up, down] = [0, 0];
  for (let index = 0; index < n; index++) {
    const apart = (values[index] ?? NaN) - target;
    upper[index] = up = Math.max(0, up + apart - k * sigma);
    lower[index] = down = Math.max(0, down - apart - k * sigma);
    alarms[index] = up > h * sigma ? 1 : down > h * sigma ? -1 : 0;
  }
  return { upper, lower, alarms };
}

/**
 * CUSUM that takes its target and sigma (of the sample) from its first values, and starts anew behind each alarm. As in
 * river: the last of the first values is already judged.
 */
export function cusumWithWarmUp(
  values: ArrayLike<number>,
  { warmUp = 30, k = 0.5, h = 5 }: { readonly warmUp?: number; readonly k?: number; readonly h?: number } = {},
): Alarms {
  const alarms = new Int8Array(values.length);
  for (let from = 0; from + warmUp <= values.length;) {
    const all = Float64Array.from(values).subarray(from);
    const { mean, deviation } = moments(all.subarray(0, warmUp));
    const run = cusum(all.subarray(warmUp - 1), { target: mean, sigma: deviation, k, h });
    const first = run.alarms.findIndex((alarm) => alarm !== 0);
    if (first < 0) break;
    const at = from + warmUp - 1 + first;
    alarms[at] = run.alarms[first] ?? 0;
    from = at + 1;
  }
  return alarms;
}

function moments(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}
