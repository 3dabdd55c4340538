import type { Sorted } from '../numeric/order.ts';
import { shares } from './bins.ts';
import type { DriftScore } from './score.ts';

/** Below it a reference's deviation does not divide: what never varies would make any change endless. As in Evidently. */
const SMALLEST_DEVIATION = 0.001;

/** Values with weights, such as the centres of a histogram's bins with their counts. */
export interface Masses {
  readonly values: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** First Wasserstein distance, in the column's unit. Undefined when a sample is empty. */
export function wasserstein(reference: Sorted, current: Sorted): DriftScore | undefined {
  return raw("in the column's unit", evenly(reference), evenly(current));
}

/** The same over the reference's standard deviation (of the population, at least 0.001). Undefined when a sample is empty or no number is large enough. */
export function wassersteinNormed(reference: Sorted, current: Sorted): DriftScore | undefined {
  const [a, b] = [evenly(reference), evenly(current)];
  return normed(raw("over the reference's standard deviation", a, b), a);
}

/** Undefined when one side has no mass, a negative weight, or a value or weight that is not finite. */
export function wassersteinOfMasses(reference: Masses, current: Masses): DriftScore | undefined {
  const [a, b] = [inOrder(reference), inOrder(current)];
  return a && b && raw("masses at given values, in the column's unit", a, b);
}

export function wassersteinNormedOfMasses(reference: Masses, current: Masses): DriftScore | undefined {
  const [a, b] = [inOrder(reference), inOrder(current)];
  return a && b && normed(raw("masses at given values, over the reference's standard deviation", a, b), a);
}

/** All mass of each bin at its centre. @param edges one more than counts */
export const atCentres = (edges: ArrayLike<number>, counts: ArrayLike<number>): Masses => ({
  values: Array.from(counts, (_, index) => (edges[index] ?? NaN) / 2 + (edges[index + 1] ?? NaN) / 2),
  weights: counts,
});

/** A distribution: ascending values, and the share of all mass at the first `count` of them. */
interface Steps {
  readonly values: Float64Array;
  readonly below: (count: number) => number;
}

const evenly = (values: Sorted): Steps => ({ values, below: (count) => count / values.length });

function inOrder({ values, weights }: Masses): Steps | undefined {
  const mass = shares(weights);
  if (mass?.length !== values.length) return undefined;
  const order = Array.from(mass.keys()).sort((a, b) => (values[a] ?? NaN) - (values[b] ?? NaN));
  const ascending = Float64Array.from(order, (index) => values[index] ?? NaN);
  if (!ascending.every(Number.isFinite)) return undefined;
  const sums = new Float64Array(order.length + 1);
  order.forEach((index, place) => (sums[place + 1] = (sums[place] ?? 0) + (mass[index] ?? 0)));
  return { values: ascending, below: (count) => sums[count] ?? 1 };
}

function raw(flavour: string, a: Steps, b: Steps): DriftScore | undefined {
  const score = area(a, b);
  return score === undefined ? undefined : { method: 'wasserstein_raw', flavour, score };
}

function normed(score: DriftScore | undefined, reference: Steps): DriftScore | undefined {
  const quotient = (score?.score ?? NaN) / Math.max(deviation(reference), SMALLEST_DEVIATION);
  return score && Number.isFinite(quotient) ? { ...score, method: 'wasserstein', score: quotient } : undefined;
}

/** Between the two distribution functions; undefined when one has no values or no number is large enough. */
function area(a: Steps, b: Steps): number | undefined {
  const [m, n] = [a.values.length, b.values.length];
  if (m === 0 || n === 0) return undefined;
  let [i, j, sum] = [0, 0, 0];
  let at = Math.min(a.values[0] ?? NaN, b.values[0] ?? NaN);
  while (i < m || j < n) {
    const x = i < m ? (a.values[i] ?? NaN) : Infinity;
    const y = j < n ? (b.values[j] ?? NaN) : Infinity;
    const next = x < y ? x : y;
    if (next > at) {
      sum += Math.abs(a.below(i) - b.below(j)) * (next - at);
      at = next;
    }
    if (x <= y) i++;
    else j++;
  }
  return Number.isFinite(sum) ? sum : undefined;
}

/** Standard deviation of the population; scaled, so that no square leaves the range of numbers. */
function deviation({ values, below }: Steps): number {
  let [mean, largest, sum] = [0, 0, 0];
  const share = (index: number): number => below(index + 1) - below(index);
  values.forEach((value, index) => (mean += value * share(index)));
  for (const value of values) largest = Math.max(largest, Math.abs(value - mean));
  if (largest === 0) return 0;
  values.forEach((value, index) => (sum += ((value - mean) / largest) ** 2 * share(index)));
  return largest * Math.sqrt(sum);
}
