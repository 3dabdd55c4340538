import { betaShare, logGamma, upperGamma } from './gamma.ts';

/** P(Z > z) of the standard normal distribution. */
export function normalUpper(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/** Two-sided p of a standard normal statistic. */
export const normalTwoSided = (z: number): number => Math.min(1, upperGamma(0.5, (z * z) / 2));

/** P(X > x) of the chi-square distribution; 1 where there is no degree of freedom. */
export const chiSquareUpper = (x: number, freedom: number): number =>
  freedom <= 0 ? 1 : upperGamma(freedom / 2, x / 2);

/** P(T > t) of Student's distribution; degrees of freedom may be a fraction. */
export function studentUpper(t: number, freedom: number): number {
  // Abramowitz and Stegun 26.7.8: its error shrinks with the square of the degrees.
  if (freedom > 1e7) return normalUpper((t * (1 - 1 / (4 * freedom))) / Math.sqrt(1 + (t * t) / (2 * freedom)));
  const tail = betaShare(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t >= 0 ? tail : 1 - tail;
}

/** The z with P(Z <= z) = share. */
export const normalQuantile = (share: number): number =>
  quantile(share, normalUpper, (z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));

/** The t with P(T <= t) = share. */
export function studentQuantile(share: number, freedom: number): number {
  const constant = Math.exp(logGamma((freedom + 1) / 2) - logGamma(freedom / 2)) / Math.sqrt(freedom * Math.PI);
  return quantile(
    share,
    (t) => studentUpper(t, freedom),
    (t) => constant * (1 + (t * t) / freedom) ** (-(freedom + 1) / 2),
  );
}

/**
 * By Newton's method from the middle: a symmetric distribution function bends down to the right of it, so that no step
 * goes too far and each begins nearer.
 */
function quantile(share: number, upper: (x: number) => number, density: (x: number) => number): number {
  if (share < 0.5) return -quantile(1 - share, upper, density);
  let x = 0;
  for (let round = 0; round < 500; round++) {
    const step = (upper(x) - (1 - share)) / density(x);
    x += step;
    if (!(Math.abs(step) > 1e-14 * Math.abs(x))) break;
  }
  return x;
}
