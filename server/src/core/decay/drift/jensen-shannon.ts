import type { Sorted } from '../numeric/order.ts';
import { binned, shares, type Binning } from './bins.ts';
import type { DriftScore } from './score.ts';

/** Base 2 makes the largest distance 1; base e, as Evidently computes it, 0.8326. */
export type LogBase = 2 | 'e';

/** Jensen–Shannon distance: the square root of the divergence. Undefined when a sample is empty. */
export function jensenShannon(
  reference: Sorted,
  current: Sorted,
  { base = 2, binning = 'quantiles' }: { readonly base?: LogBase; readonly binning?: Binning } = {},
): DriftScore | undefined {
  const bins = binned(reference, current, binning);
  return bins && jensenShannonOfCounts(bins.reference, bins.current, { base, bins: bins.bins });
}

/** Of two histograms over the same bins, as counts or shares. Undefined when one is empty or they do not fit together. */
export function jensenShannonOfCounts(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  { base = 2, bins = 'given bins' }: { readonly base?: LogBase; readonly bins?: string } = {},
): DriftScore | undefined {
  const [was, is] = [shares(reference), shares(current)];
  if (!was || was.length !== is?.length) return undefined;
  let sum = 0;
  was.forEach((p, index) => {
    const q = is[index] ?? NaN;
    const middle = (p + q) / 2;
    sum += information(p, middle) + information(q, middle);
  });
  // Rounding can leave a little less than nothing.
  const divergence = Math.max(0, sum / 2) / (base === 2 ? Math.LN2 : 1);
  return { method: 'jensenshannon', flavour: `distance, base ${base}; ${bins}`, score: Math.sqrt(divergence) };
}

/** Half of the smallest number is 0: what has no middle carries nothing. */
const information = (p: number, middle: number): number => (p > 0 && middle > 0 ? p * Math.log(p / middle) : 0);
