import { normalQuantile } from '../numeric/distribution.ts';
import { median, select } from '../numeric/order.ts';

/** A straight line through the median of all slopes, with the interval that Sen's method gives the slope. */
export interface TheilSen {
  readonly slope: number;
  /** The line through the medians of both coordinates. */
  readonly intercept: number;
  /** The median of all lines of this slope through a point. */
  readonly interceptJoint: number;
  readonly low: number;
  readonly high: number;
}

/** Slopes of all pairs of points with different `x`, in no order. */
export function pairSlopes(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const n = x.length;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const [xi, yi] = [x[i] ?? NaN, y[i] ?? NaN];
    for (let j = i + 1; j < n; j++) {
      const run = (x[j] ?? NaN) - xi;
      if (run !== 0) slopes[count++] = ((y[j] ?? NaN) - yi) / run;
    }
  }
  return slopes.subarray(0, count);
}

/** Of at least one, which are rearranged. */
export function medianBySelection(values: Float64Array): number {
  const half = values.length >> 1;
  const upper = select(values, half);
  if (values.length % 2 === 1) return upper;
  let lower = -Infinity;
  for (let index = 0; index < half; index++) lower = Math.max(lower, values[index] ?? -Infinity);
  return lower / 2 + upper / 2;
}

/**
 * Theil–Sen estimate of points in order of `x`, with Sen's interval (1968, equation 2.6, ties included) as SciPy gives it.
 * All pairs are looked at: time and memory grow with the square of the points, which `prepare` bounds.
 * @returns undefined when no two points differ in `x`
 */
export function theilSen(x: ArrayLike<number>, y: ArrayLike<number>, confidence: number): TheilSen | undefined {
  const slopes = pairSlopes(x, y);
  if (slopes.length === 0) return undefined;
  const slope = medianBySelection(slopes);
  const n = y.length;
  const tied = (repeats: number): number => repeats * (repeats - 1) * (2 * repeats + 5);
  const variance = (tied(n) - sumOfTies(x, tied) - sumOfTies(y, tied)) / 18;
  const half = normalQuantile(0.5 + confidence / 2) * Math.sqrt(Math.max(0, variance));
  const last = slopes.length - 1;
  const low = select(slopes, clamp(roundHalfToEven((slopes.length - half) / 2) - 1, last));
  const high = select(slopes, clamp(roundHalfToEven((slopes.length + half) / 2), last));
  return {
    slope,
    intercept: median(y) - slope * median(x),
    interceptJoint: median(Float64Array.from(y, (value, index) => value - slope * (x[index] ?? NaN))),
    low,
    high,
  };
}

const clamp = (place: number, last: number): number => Math.min(Math.max(place, 0), last);

/** As Python and numpy round; Math.round takes halves up, one order statistic away. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** The sum of `term` over the sizes of the groups of equal values. */
export function sumOfTies(values: ArrayLike<number>, term: (repeats: number) => number): number {
  const ascending = Float64Array.from(values).sort();
  let [sum, repeats] = [0, 1];
  for (let index = 1; index <= ascending.length; index++) {
    if (ascending[index] === ascending[index - 1]) repeats++;
    else {
      if (repeats > 1) sum += term(repeats);
      repeats = 1;
    }
  }
  return sum;
}
