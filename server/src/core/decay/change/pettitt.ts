/** Where a series most likely changes its level. */
export interface Pettitt {
  /** Index of the first value behind the change. */
  readonly index: number;
  /** Approximate; of independent values. */
  readonly p: number;
}

/** Pettitt's rank test (1979) for one change of level. The time grows with the square of the values. */
export function pettitt(values: ArrayLike<number>): Pettitt {
  const n = values.length;
  let [u, largest, index] = [0, 0, 0];
  for (let t = 0; t < n - 1; t++) {
    const value = values[t] ?? NaN;
    for (let j = 0; j < n; j++) u += Math.sign(value - (values[j] ?? NaN));
    if (Math.abs(u) > largest) [largest, index] = [Math.abs(u), t + 1];
  }
  return { index, p: n < 2 ? 1 : Math.min(1, 2 * Math.exp((-6 * largest * largest) / (n * n * (n + 1)))) };
}
