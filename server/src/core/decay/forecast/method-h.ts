import { studentQuantile } from '../numeric/distribution.ts';
import { median, medianDeviation, select } from '../numeric/order.ts';
import { lagOne } from '../trend/autocorrelation.ts';
import { mannKendall } from '../trend/mann-kendall.ts';
import { medianBySelection, pairSlopes } from '../trend/theil-sen.ts';

/** Method H (docs/decay.md): a robust line with a band that knows that neighbours are alike. */
export interface Fit {
  readonly count: number;
  readonly slope: number;
  /** Interval of the slope. */
  readonly low: number;
  readonly high: number;
  /** Medians of both coordinates: the line and the band turn about this point. */
  readonly x: number;
  readonly y: number;
  /** Half-width of the band at `x`. */
  readonly level: number;
  /** Lag-1 autocorrelation of what is left beside the line. */
  readonly rho: number;
  /** Values as many independent ones would be worth. */
  readonly effective: number;
  /** Two-sided, of the Mann–Kendall test with its variance widened for `rho`. */
  readonly p: number;
}

/** Share of cases in which the truth lies below the upper end of an interval: 80 % lie between both ends. */
const ONE_SIDED = 0.9;
/** Standard error of a median over that of a mean, of normal values. */
const MEDIAN_ERROR = 1.2533;
/** Standard deviation over median deviation, of normal values. */
const TO_DEVIATION = 1.4826;

/**
 * @param x ascending, each once; at least 3
 * @param regular whether `x` are equally far apart
 * @param oneSided of the intervals; see ONE_SIDED
 */
export function fit(x: Float64Array, y: Float64Array, regular: boolean, oneSided = ONE_SIDED): Fit {
  const n = x.length;
  const slopes = pairSlopes(x, y);
  const slope = medianBySelection(slopes);
  const rest = y.map((value, index) => value - slope * (x[index] ?? NaN));
  const rho = lagOne(withoutRounding(rest, y), regular);
  const inflation = (1 + rho) / (1 - rho);
  const effective = n / inflation;
  const q = studentQuantile(oneSided, Math.max(effective - 2, 1.5));
  const half = q * Math.sqrt(((n * (n - 1) * (2 * n + 5)) / 18) * inflation);
  const order = (place: number): number => select(slopes, Math.min(Math.max(place, 0), slopes.length - 1));
  return {
    count: n,
    slope,
    low: order(Math.floor((slopes.length - half) / 2 + 0.5) - 1),
    high: order(Math.floor((slopes.length + half) / 2 + 0.5)),
    x: median(x),
    y: median(y),
    level: (q * MEDIAN_ERROR * TO_DEVIATION * medianDeviation(rest)) / Math.sqrt(effective),
    rho,
    effective,
    p: mannKendall(y, inflation).p,
  };
}

/** Share of the largest value that is nothing but rounding. */
export const ROUNDING = 1e-12;

/** What rounding leaves beside a line without noise hangs together, and says nothing. */
function withoutRounding(rest: Float64Array, y: Float64Array): Float64Array {
  const largest = ROUNDING * y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const middle = median(rest);
  return rest.every((value) => Math.abs(value - middle) <= largest) ? new Float64Array(rest.length) : rest;
}

/** The line and its band at `x`. */
export function bandAt(line: Fit, x: number): { readonly low: number; readonly middle: number; readonly high: number } {
  const run = x - line.x;
  const middle = line.y + line.slope * run;
  const [below, above] = [line.slope - line.low, line.high - line.slope];
  const reach = (width: number): number => Math.hypot(line.level, width * run);
  return {
    low: middle - reach(run >= 0 ? below : above),
    middle,
    high: middle + reach(run >= 0 ? above : below),
  };
}

/** When a falling line and the ends of its band reach `threshold`, in the unit of `x`; undefined where they do not within 20 spans. */
export function crossing(
  line: Fit,
  threshold: number,
  span: number,
): { readonly estimate?: number; readonly earliest?: number; readonly latest?: number } {
  const gap = line.y - threshold;
  const within = (run: number | undefined): number | undefined =>
    run !== undefined && run >= 0 && run <= 20 * span ? line.x + run : undefined;
  const estimate = within(line.slope < 0 ? -gap / line.slope : undefined);
  const earliest = within(firstReach(gap, line.slope, line.level, line.slope - line.low, 1));
  const latest = within(firstReach(gap, line.slope, line.level, line.high - line.slope, -1));
  return {
    ...(estimate !== undefined && { estimate }),
    ...(earliest !== undefined && { earliest }),
    ...(latest !== undefined && { latest }),
  };
}

/**
 * First d >= 0 with gap + slope d = ± sqrt(level² + (width d)²): + where the lower end reaches the line, - where the upper
 * one does.
 */
function firstReach(gap: number, slope: number, level: number, width: number, sign: 1 | -1): number | undefined {
  if (gap <= sign * level) return 0;
  // In units in which nothing is squared out of the range of numbers.
  const [height, rise] = [Math.max(Math.abs(gap), level), Math.max(Math.abs(slope), width)];
  if (rise === 0) return undefined;
  const [c0, s, l, w] = [gap / height, slope / rise, level / height, width / rise];
  const a = s * s - w * w;
  const b = c0 * s;
  const c = c0 * c0 - l * l;
  // Without noise both branches touch the line: nothing is left under the root but rounding.
  const under = b * b - a * c;
  if (under < -1e-9 * b * b) return undefined;
  const root = Math.sqrt(Math.max(0, under));
  // Of both ways to write a root the one without a difference of nearly equal numbers.
  const sum = b < 0 ? b - root : b + root;
  const roots = [-c / sum, -sum / a].filter(
    (d) => d >= 0 && Number.isFinite(d) && sign * (c0 + s * d) >= -1e-9 * Math.abs(c0),
  );
  return roots.length > 0 ? Math.min(...roots) * (height / rise) : undefined;
}
