import { normalQuantile, normalTwoSided } from '../numeric/distribution.ts';
import { sorted } from '../numeric/order.ts';
import { autocovariance } from './autocorrelation.ts';
import { medianBySelection, pairSlopes, sumOfTies } from './theil-sen.ts';

/** Whether values rise or fall with their order, whatever the shape. */
export interface MannKendall {
  /** Pairs that rise less pairs that fall. */
  readonly s: number;
  /** Kendall's tau-a: `s` over the number of pairs. */
  readonly tau: number;
  readonly variance: number;
  readonly z: number;
  /** Two-sided, by the normal approximation. */
  readonly p: number;
}

/**
 * Mann–Kendall test, corrected for ties. All pairs are looked at: the time grows with the square of the values.
 * @param inflation what the variance is multiplied by: above 1 where neighbours are alike
 */
export function mannKendall(y: ArrayLike<number>, inflation = 1): MannKendall {
  const n = y.length;
  let s = 0;
  for (let i = 0; i < n; i++) {
    const yi = y[i] ?? NaN;
    for (let j = i + 1; j < n; j++) {
      const yj = y[j] ?? NaN;
      s += yj > yi ? 1 : yj < yi ? -1 : 0;
    }
  }
  const term = (repeats: number): number => repeats * (repeats - 1) * (2 * repeats + 5);
  const variance = ((term(n) - sumOfTies(y, term)) / 18) * inflation;
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0;
  return { s, tau: n > 1 ? s / ((n * (n - 1)) / 2) : 0, variance, z, p: normalTwoSided(z) };
}

/**
 * Hamed and Rao's variance (1998): autocorrelation of the ranks of what is left beside Sen's line, lags that are significant
 * at `alpha`. Known to alarm too often in short series; kept to compare with.
 */
export function hamedRao(y: ArrayLike<number>, alpha = 0.05): MannKendall & { readonly inflation: number } {
  const n = y.length;
  const slope =
    n > 1
      ? medianBySelection(
          pairSlopes(
            Float64Array.from({ length: n }, (_, at) => at),
            y,
          ),
        )
      : 0;
  const rest = Float64Array.from(y, (value, index) => value - (index + 1) * slope);
  const covariance = autocovariance(ranks(rest));
  const limit = normalQuantile(1 - alpha / 2) / Math.sqrt(n);
  let sum = 0;
  for (let lag = 1; lag < n; lag++) {
    const rho = (covariance[lag] ?? 0) / (covariance[0] ?? NaN);
    if (Math.abs(rho) > limit) sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * rho;
  }
  const inflation = Math.max(Number.MIN_VALUE, 1 + (2 / (n * (n - 1) * (n - 2))) * sum);
  return { ...mannKendall(y, inflation), inflation };
}

/** From 1; equal values share the mean of their ranks. */
function ranks(values: Float64Array): Float64Array {
  const ascending = sorted(values);
  const rank = new Map<number, number>();
  for (let from = 0; from < ascending.length;) {
    const value = ascending[from] ?? NaN;
    let to = from;
    while (ascending[to] === value) to++;
    rank.set(value, (from + 1 + to) / 2);
    from = to;
  }
  return values.map((value) => rank.get(value) ?? NaN);
}
