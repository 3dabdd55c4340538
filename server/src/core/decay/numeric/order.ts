/** Order statistics. Arguments are not changed unless a docstring says so. */

declare const ASCENDING: unique symbol;

/** Finite values in ascending order: sorted once, they serve every method. */
export type Sorted = Float64Array & { readonly [ASCENDING]: true };

/** The finite values in ascending order. */
export function sorted(values: ArrayLike<number>): Sorted {
  const copy = new Float64Array(values);
  let count = 0;
  // Adding 0 makes -0 a 0: the sort would tell them apart.
  for (const value of copy) if (Number.isFinite(value)) copy[count++] = value + 0;
  return copy.subarray(0, count).sort() as Sorted;
}

/** NaN of nothing. */
function medianOfSorted(values: Sorted): number {
  const half = values.length >> 1;
  const upper = values[half] ?? NaN;
  return values.length % 2 === 1 ? upper : between(values[half - 1] ?? NaN, upper, 0.5);
}

/** NaN of nothing. */
export const median = (values: ArrayLike<number>): number => medianOfSorted(sorted(values));

/** Median of the distances from the median: times 1.4826 it estimates the standard deviation of normal values. */
export function medianDeviation(values: ArrayLike<number>): number {
  const middle = median(values);
  return median(Float64Array.from(values, (value) => Math.abs(value - middle)));
}

/** Linear between two of them (type 7, numpy's default). */
export function quantileOfSorted(values: Sorted, share: number): number {
  const place = (values.length - 1) * share;
  const below = Math.floor(place);
  const low = values[below] ?? NaN;
  return between(low, values[below + 1] ?? low, place - below);
}

const between = (low: number, high: number, share: number): number =>
  low === high ? low : low * (1 - share) + high * share;

/**
 * The value that would be at `place` if `values` were in ascending order; they are rearranged so that it is there, with no
 * larger one before it. By Floyd and Rivest's algorithm: about 1.5 comparisons for each value.
 */
export function select(values: Float64Array, place: number, from = 0, to = values.length - 1): number {
  let [left, right] = [from, to];
  while (right > left) {
    if (right - left > 600) {
      const [n, i] = [right - left + 1, place - left + 1];
      const z = Math.log(n);
      const s = 0.5 * Math.exp((2 * z) / 3);
      const sd = 0.5 * Math.sqrt((z * s * (n - s)) / n) * Math.sign(i - n / 2);
      select(
        values,
        place,
        Math.max(left, Math.floor(place - (i * s) / n + sd)),
        Math.min(right, Math.floor(place + ((n - i) * s) / n + sd)),
      );
    }
    const pivot = values[place] ?? NaN;
    let [i, j] = [left, right];
    swap(values, left, place);
    if ((values[right] ?? NaN) > pivot) swap(values, left, right);
    while (i < j) {
      swap(values, i++, j--);
      while ((values[i] ?? NaN) < pivot) i++;
      while ((values[j] ?? NaN) > pivot) j--;
    }
    if (values[left] === pivot) swap(values, left, j);
    else swap(values, ++j, right);
    if (j <= place) left = j + 1;
    if (place <= j) right = j - 1;
  }
  return values[place] ?? NaN;
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i] ?? NaN;
  values[i] = values[j] ?? NaN;
  values[j] = kept;
}
