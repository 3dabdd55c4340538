import { median, medianDeviation } from '../numeric/order.ts';
import type { ChangePoint } from '../report.ts';
import type { Prepared } from '../trend/prepare.ts';
import { cusum } from './cusum.ts';
import { pageHinkley } from './page-hinkley.ts';
import { pettitt } from './pettitt.ts';
import { likeliestStep } from './step-model.ts';

/** Least number of values on both sides of a step. */
const SIDE = 5;
/** Values that tell what is usual before CUSUM judges others. */
const REFERENCE = 20;
/** What a step's evidence must exceed, for `count` values: so that few steady declines have one (docs/decay.md). */
const leastEvidence = (count: number): number => 16 + 100 / count;
/** … and a step must explain so much better than a bend. */
const LEAD = 3;
/** Values beside a step that its levels are told from. */
const NEAR = 10;
/** No history that is worth a trend has more. */
const MOST_STEPS = 20;

/**
 * Steps in the level of a series, in order of time. CUSUM, Page–Hinkley or Pettitt's test must see the level change; then a
 * step must explain the values better than a straight line and than a bend do. One or two outliers are no step, nor is a
 * slow decline, which those detectors alone take for one.
 */
export function changePoints({ times, values }: Prepared, objective: 'maximize' | 'minimize'): ChangePoint[] {
  const steps = confirmed(withoutOutliers(values));
  return steps.map((step, index) => {
    const before = median(values.subarray(Math.max(steps[index - 1] ?? 0, step - NEAR), step));
    const after = median(values.subarray(step, Math.min(steps[index + 1] ?? values.length, step + NEAR)));
    return { time: times[step] ?? 0, before, after, worse: objective === 'maximize' ? after < before : after > before };
  });
}

/** Splits at the likeliest step as long as there is one; then each step is tried again between its neighbours. */
function confirmed(values: Float64Array): number[] {
  const found: number[] = [];
  const parts: [from: number, to: number][] = [[0, values.length]];
  for (let part = parts.pop(); part && found.length < MOST_STEPS; part = parts.pop()) {
    const [from, to] = part;
    const step = stepIn(values.subarray(from, to));
    if (step === undefined) continue;
    found.push(from + step);
    parts.push([from, from + step], [from + step, to]);
  }
  found.sort((a, b) => a - b);
  return found.flatMap((_, index) => {
    const [from, to] = [found[index - 1] ?? 0, found[index + 1] ?? values.length];
    const step = stepIn(values.subarray(from, to));
    return step === undefined ? [] : [from + step];
  });
}

function stepIn(values: Float64Array): number | undefined {
  if (values.length < 2 * SIDE + 2 || !levelChanges(values)) return undefined;
  const step = likeliestStep(values, SIDE);
  return step && step.evidence > leastEvidence(values.length) && step.lead > LEAD ? step.index : undefined;
}

/** Whether a detector sees the level change, for whatever reason. */
function levelChanges(values: Float64Array): boolean {
  if (pettitt(values).p < 0.01) return true;
  const reference = values.subarray(0, Math.min(REFERENCE, values.length >> 1));
  const sigma = 1.4826 * medianDeviation(reference) || noiseOf(values);
  if (sigma === 0) return false;
  const target = median(reference);
  const standard = values.map((value) => (value - target) / sigma);
  const judged = values.length > REFERENCE ? standard.subarray(reference.length) : standard.subarray(0, 0);
  return (
    cusum(judged, { target: 0, sigma: 1 }).alarms.some((alarm) => alarm !== 0) ||
    pageHinkley(standard).some((alarm) => alarm !== 0)
  );
}

/** Standard deviation of neighbours' differences over the square root of 2: steps and trends hardly count. */
function noiseOf(values: Float64Array): number {
  const differences = values.subarray(1).map((value, index) => Math.abs(value - (values[index] ?? NaN)));
  return (1.4826 * median(differences)) / Math.SQRT2 || 0;
}

/** A value far from the median of the five around it becomes that median: up to two neighbours are no level. */
function withoutOutliers(values: Float64Array): Float64Array {
  const limit = 4 * noiseOf(values);
  return values.map((value, index) => {
    const from = Math.min(Math.max(0, index - 2), Math.max(0, values.length - 5));
    const usual = median(values.subarray(from, from + 5));
    return Math.abs(value - usual) > limit ? usual : value;
  });
}
