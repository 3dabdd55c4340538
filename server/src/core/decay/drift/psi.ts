import type { Sorted } from '../numeric/order.ts';
import { binned, shares, type Binning } from './bins.ts';
import type { DriftScore } from './score.ts';

/** Population stability index. 0.1 and 0.25 are the usual lines of scorecards, whatever the samples' size. Undefined when one is empty. */
export function psi(reference: Sorted, current: Sorted, binning: Binning = 'quantiles'): DriftScore | undefined {
  const bins = binned(reference, current, binning);
  return bins && psiOfCounts(bins.reference, bins.current, bins.bins);
}

/** Of two histograms over the same bins, as counts or shares. Undefined when one is empty or they do not fit together. */
export function psiOfCounts(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  bins = 'given bins',
): DriftScore | undefined {
  const [was, is] = [shares(reference), shares(current)];
  if (!was || was.length !== is?.length) return undefined;
  fillZeros(was);
  fillZeros(is);
  let score = 0;
  was.forEach((expected, index) => {
    const actual = is[index] ?? NaN;
    score += (expected - actual) * (Math.log(expected) - Math.log(actual));
  });
  return { method: 'psi', flavour: `${bins}; an empty bin counts as 0.0001`, score };
}

/** Evidently's rule: an empty bin has a share of 0.0001, or a millionth of the smallest where that is no larger. Nothing is scaled after. */
function fillZeros(values: Float64Array): void {
  let smallest = Infinity;
  for (const value of values) if (value > 0 && value < smallest) smallest = value;
  const filler = smallest > 1e-4 ? 1e-4 : Math.max(smallest / 1e6, Number.MIN_VALUE);
  for (let index = 0; index < values.length; index++) if (values[index] === 0) values[index] = filler;
}
