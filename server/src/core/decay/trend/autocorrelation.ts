import { median, quantileOfSorted, sorted } from '../numeric/order.ts';

/** Of each lag, sums of products over the number of values. */
export function autocovariance(values: Float64Array): Float64Array {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const apart = values.map((value) => value - mean);
  return Float64Array.from({ length: n }, (_, lag) => {
    let sum = 0;
    for (let index = lag; index < n; index++) sum += (apart[index] ?? 0) * (apart[index - lag] ?? 0);
    return sum / n;
  });
}

/** Assumed of values with uneven gaps, whose lag says little. */
const ASSUMED = 0.3;
/** Above it a series says nothing of its trend. */
const LARGEST = 0.9;

/**
 * Lag-1 autocorrelation, corrected for the bias of short series, between 0 and 0.9.
 * @param regular whether neighbours are equally far apart in time: else at least 0.3 is assumed
 */
export function lagOne(values: Float64Array, regular: boolean): number {
  const n = values.length;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let rho = 0;
  if (largest > 0) {
    const scaled = values.map((value) => value / largest);
    const mean = scaled.reduce((sum, value) => sum + value, 0) / n;
    let [products, squares] = [0, 0];
    scaled.forEach((value, index) => {
      squares += (value - mean) ** 2;
      if (index > 0) products += (value - mean) * ((scaled[index - 1] ?? NaN) - mean);
    });
    if (squares > 0) rho = products / squares;
  }
  const corrected = rho + (1 + 4 * rho) / n;
  return Math.min(LARGEST, Math.max(regular ? 0 : ASSUMED, corrected));
}

/** Whether the gaps between ascending times are alike: half of them within a quarter of the median around it. */
export function isRegular(times: ArrayLike<number>): boolean {
  const gaps = sorted(
    Float64Array.from(
      { length: Math.max(0, times.length - 1) },
      (_, at) => (times[at + 1] ?? NaN) - (times[at] ?? NaN),
    ),
  );
  if (gaps.length === 0) return true;
  return quantileOfSorted(gaps, 0.75) - quantileOfSorted(gaps, 0.25) <= 0.5 * median(gaps);
}
