import type { Sorted } from '../numeric/order.ts';
import type { DriftScore } from './score.ts';

/** Up to this product of the sizes the p-value is exact. */
const MOST_PATHS = 1e6;

/**
 * Two-sample Kolmogorov–Smirnov test: `statistic` is D, the largest distance of the two distribution functions; the score
 * its two-sided p. Ties count as SciPy counts them: as if they were none. Undefined when a sample is empty.
 */
export function ks(reference: Sorted, current: Sorted): DriftScore | undefined {
  const [m, n] = [reference.length, current.length];
  if (m === 0 || n === 0) return undefined;
  const apart = largestGap(reference, current);
  const statistic = apart / m / n;
  if (m * n <= MOST_PATHS) return { method: 'ks', flavour: 'exact p', score: exactP(m, n, apart), statistic };
  const score = kolmogorovP(statistic * Math.sqrt((m / (m + n)) * n));
  return { method: 'ks', flavour: "p by Kolmogorov's limit", score, statistic };
}

/** D times both sizes: a whole number. */
function largestGap(a: Sorted, b: Sorted): number {
  const [m, n] = [a.length, b.length];
  let [i, j, largest] = [0, 0, 0];
  while (i < m && j < n) {
    const [x, y] = [a[i] ?? NaN, b[j] ?? NaN];
    const value = x < y ? x : y;
    while (i < m && a[i] === value) i++;
    while (j < n && b[j] === value) j++;
    const gap = Math.abs(i * n - j * m);
    if (gap > largest) largest = gap;
  }
  return largest;
}

/**
 * Share of the lattice paths from (0, 0) to (m, n), all equally likely when both samples come from one distribution, that
 * somewhere are at least `apart` from the diagonal. Only products and sums of shares: a small p keeps its digits.
 */
function exactP(m: number, n: number, apart: number): number {
  if (apart === 0) return 1;
  const outside = new Float64Array(n + 1);
  for (let i = 0; i <= m; i++) {
    for (let j = 0; j <= n; j++) {
      if (Math.abs(i * n - j * m) >= apart) outside[j] = 1;
      else if (i + j === 0) outside[j] = 0;
      else outside[j] = (i * (outside[j] ?? 0) + j * (j > 0 ? (outside[j - 1] ?? 0) : 0)) / (i + j);
    }
  }
  return Math.min(1, outside[n] ?? 1);
}

/** P(K > x) of Kolmogorov's distribution, by the series that converges where x lies. */
export function kolmogorovP(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1.1) {
    for (let k = 1; k < 40; k += 2) sum += Math.exp((-k * k * Math.PI * Math.PI) / (8 * x * x));
    return Math.min(1, Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / x) * sum));
  }
  for (let k = 1; k < 40; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, sum));
}
