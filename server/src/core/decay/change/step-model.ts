import { lagOne } from '../trend/autocorrelation.ts';

/** The most likely step in a part of a series that may also have a trend. */
export interface Step {
  /** Index of the first value behind it. */
  readonly index: number;
  /** Of how much it explains beside a straight line, over what chance explains, neighbours being alike; like a squared z. */
  readonly evidence: number;
  /** How much better it explains than the best bend does: difference of log-likelihoods, neighbours being alike. */
  readonly lead: number;
}

/** Bends that a step is compared with. */
const BENDS = 60;

/**
 * Fits a line, a line with a step at every possible place, and a line with a bend, by least squares. A slow decline is a
 * line and a decline that quickens is a bend: neither is a step.
 * @param side least number of values on both sides of the step
 */
export function likeliestStep(values: Float64Array, side: number): Step | undefined {
  const n = values.length;
  const ramp = orthonormalRamp(n);
  const rest = besideLine(values, ramp);
  const left = rest.reduce((sum, value) => sum + value * value, 0);
  let [index, explained, size, sum, rampSum] = [0, 0, 0, 0, 0];
  for (let place = n - 1; place >= side; place--) {
    sum += rest[place] ?? 0;
    rampSum += ramp[place] ?? 0;
    const behind = n - place;
    const norm = behind - (behind * behind) / n - rampSum * rampSum;
    if (behind < side || norm < 1e-9 || (sum * sum) / norm <= explained) continue;
    [index, explained, size] = [place, (sum * sum) / norm, sum / norm];
  }
  // What rounding leaves of a line has no steps.
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (index === 0 || left <= n * (scale * 1e-12) ** 2) return undefined;
  const behind = besideLine(
    values.map((value, at) => (at >= index ? value - size : value)),
    ramp,
  );
  const rho = lagOne(behind, true);
  const inflation = (1 + rho) / (1 - rho);
  const floor = left * 1e-12;
  const unexplained = Math.max(left - explained, floor);
  const bent = Math.max(left - bestBend(rest, ramp), floor);
  return {
    index,
    evidence: explained / (unexplained / Math.max(1, n - 3)) / inflation,
    lead: ((n / 2) * Math.log(bent / unexplained)) / inflation,
  };
}

/** How much of the squares the best bend explains. */
function bestBend(rest: Float64Array, ramp: Float64Array): number {
  const n = rest.length;
  const stride = Math.max(1, Math.floor(n / BENDS));
  let best = 0;
  for (let place = 2; place < n - 2; place += stride) {
    const bend = besideLine(
      rest.map((_, at) => Math.max(0, at - place)),
      ramp,
    );
    let [product, norm] = [0, 0];
    for (let at = 0; at < n; at++) {
      product += (bend[at] ?? 0) * (rest[at] ?? 0);
      norm += (bend[at] ?? 0) ** 2;
    }
    if (norm > 1e-9) best = Math.max(best, (product * product) / norm);
  }
  return best;
}

/** Positions about their mean, of length 1. */
function orthonormalRamp(n: number): Float64Array {
  const length = Math.sqrt((n * (n * n - 1)) / 12);
  return Float64Array.from({ length: n }, (_, index) => (index - (n - 1) / 2) / length);
}

/** What is left of values beside their straight line. */
function besideLine(values: Float64Array, ramp: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const slope = values.reduce((sum, value, index) => sum + value * (ramp[index] ?? 0), 0);
  return values.map((value, index) => value - mean - slope * (ramp[index] ?? 0));
}
