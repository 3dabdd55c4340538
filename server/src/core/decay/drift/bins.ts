import { quantileOfSorted, type Sorted } from '../numeric/order.ts';

/** How often each bin occurs in the reference and in what is compared with it. */
export interface BinCounts {
  readonly reference: Float64Array;
  readonly current: Float64Array;
  /** How the bins were made, in words. */
  readonly bins: string;
}

/** How continuous values are cut: ten quantiles of the reference, or what Evidently does. */
export type Binning = 'quantiles' | 'sturges';

/** The bins of two samples; undefined when one has no finite value. */
export function binned(reference: Sorted, current: Sorted, binning: Binning): BinCounts | undefined {
  if (reference.length === 0 || current.length === 0) return undefined;
  return binning === 'quantiles' ? quantileBins(reference, current) : sturgesBins(reference, current);
}

/** With more distinct values a column is cut into intervals. As in Evidently. */
const MOST_DISTINCT = 20;

/**
 * Ten bins that hold a tenth of the reference each, open at both ends. Where the reference has few distinct values each
 * is a bin, and all others share one.
 */
function quantileBins(reference: Sorted, current: Sorted): BinCounts {
  const distinct = distinctUpTo(reference, MOST_DISTINCT);
  if (distinct) {
    const at = counts(reference, distinct);
    const now = counts(current, distinct);
    return {
      reference: Float64Array.of(...at, 0),
      current: Float64Array.of(...now, current.length - total(now)),
      bins: 'one bin for each distinct value of the reference',
    };
  }
  const edges = [...new Set(Array.from({ length: 9 }, (_, index) => quantileOfSorted(reference, (index + 1) / 10)))];
  return {
    reference: countsBetween(reference, [-Infinity, ...edges, Infinity]),
    current: countsBetween(current, [-Infinity, ...edges, Infinity]),
    bins: edges.length === 9 ? '10 quantiles of the reference' : `${edges.length + 1} quantiles of the reference`,
  };
}

/**
 * Evidently's bins: of equal width over both samples, their number by Sturges' rule; one for each distinct value where the
 * reference has at most 20.
 */
function sturgesBins(reference: Sorted, current: Sorted): BinCounts {
  if (distinctUpTo(reference, MOST_DISTINCT)) {
    const union = Float64Array.from(new Set([...reference, ...current])).sort();
    return {
      reference: Float64Array.from(counts(reference, union)),
      current: Float64Array.from(counts(current, union)),
      bins: 'one bin for each distinct value',
    };
  }
  const low = Math.min(reference[0] ?? Infinity, current[0] ?? Infinity);
  const high = Math.max(reference.at(-1) ?? -Infinity, current.at(-1) ?? -Infinity);
  const width = (high - low) / (Math.log2(reference.length + current.length) + 1);
  const number = width > 0 && width < Infinity ? Math.ceil((high - low) / width) : 1;
  const step = (high - low) / number;
  const edges = Array.from({ length: number + 1 }, (_, index) => (index === number ? high : low + index * step));
  // The last bin holds its upper edge.
  edges[number] = Infinity;
  return {
    reference: countsBetween(reference, edges),
    current: countsBetween(current, edges),
    bins: `${number} bins of equal width (Sturges)`,
  };
}

/** The distinct values of ascending ones; undefined when there are more than `most`. */
function distinctUpTo(values: Sorted, most: number): Float64Array | undefined {
  const found: number[] = [];
  for (let at = 0; at < values.length; at = firstFrom(values, values[at] ?? NaN, true)) {
    if (found.length === most) return undefined;
    found.push(values[at] ?? NaN);
  }
  return Float64Array.from(found);
}

/** How often each of `wanted` is among ascending `values`. */
const counts = (values: Sorted, wanted: Float64Array): number[] =>
  Array.from(wanted, (value) => firstFrom(values, value, true) - firstFrom(values, value, false));

/** How many ascending `values` lie between an edge, itself included, and the next. */
function countsBetween(values: Sorted, edges: readonly number[]): Float64Array {
  const places = edges.map((edge) => firstFrom(values, edge, false));
  return Float64Array.from(places.slice(1), (place, index) => place - (places[index] ?? 0));
}

/** Index of the first of ascending `values` that is at least `value`, or above it. */
function firstFrom(values: Sorted, value: number, above: boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = values[middle] ?? NaN;
    if (found < value || (above && found === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (const value of Array.from(values)) sum += value;
  return sum;
}

/** Undefined when nothing was counted, or a count is negative or not finite. */
export function shares(counts: ArrayLike<number>): Float64Array | undefined {
  const values = new Float64Array(counts);
  const sum = total(values);
  if (!(sum > 0 && sum < Infinity) || values.some((value) => value < 0)) return undefined;
  return values.map((value) => value / sum);
}
