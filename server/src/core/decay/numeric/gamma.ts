/** Coefficients of Lanczos' approximation for g = 7: about 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function of x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  let sum = LANCZOS[0] ?? 0;
  for (let index = 1; index < LANCZOS.length; index++) sum += (LANCZOS[index] ?? 0) / (shifted + index);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Enough for a shape of ten million, where the terms shrink slowest. */
const MOST_TERMS = 200_000;
const TINY = 1e-300;

/** Q(a, x), the upper regularised incomplete gamma function, a > 0. Small results keep their digits: none is 1 minus another. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const factor = Math.exp(-x + a * Math.log(x) - logGamma(a));
  return x < a + 1 ? 1 - factor * series(a, x) : factor * fraction(a, x);
}

/** Of the lower function, for x < a + 1. */
function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let index = 1; index < MOST_TERMS && term > sum * 1e-17; index++) {
    term *= x / (a + index);
    sum += term;
  }
  return sum;
}

/** Continued fraction of the upper function by Lentz's method, for x >= a + 1. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let index = 1; index < MOST_TERMS; index++) {
    const an = -index * (index - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const step = d * c;
    value *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return value;
}

/** I_x(a, b), the regularised incomplete beta function, a and b > 0. */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const factor = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let step = 1;
    for (const coefficient of [even, odd]) {
      d = 1 / nonZero(1 + coefficient * d);
      c = nonZero(1 + coefficient / c);
      step = d * c;
      value *= step;
    }
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return (factor * value) / a;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
