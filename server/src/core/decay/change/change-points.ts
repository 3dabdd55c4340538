import { median, medianDeviation } from '../numeric/order.ts';
import type { ChangePoint } from '../report.ts';
import type { Prepared } from '../trend/prepare.ts';
import { cusum } from './cusum.ts';
import { pageHinkley } from './page-hinkley.ts';
import { pettitt } from './pettitt.ts';
import { segments } from './segments.ts';
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
 * step must explain the values better than a straight line and than a bend do, between its neighbours where there are
 * several. One or two outliers are no step, nor is a slow decline, which those detectors alone take for one.
 */
export function changePoints({ times, values }: Prepared, objective: 'maximize' | 'minimize'): ChangePoint[] {
  const steps = confirmed(withoutOutliers(values));
  return steps.map((step, index) => {
    const before = median(values.subarray(Math.max(steps[index - 1] ?? 0, step - NEAR), step));
    const after = median(values.subarray(step, Math.min(steps[index + 1] ?? values.length, step + NEAR)));
    return { time: times[step] ?? 0, before, after, worse: objective === 'maximize' ? after < before : after > before };
  });
}

/**
 * Splits at the likeliest step as long as there is one. Where one step alone explains little, as when the level falls and
 * comes back, cuts into segments are tried. In the end each step must stand between its neighbours.
 */
function confirmed(values: Float64Array): number[] {
  const found: number[] = [];
  const parts: [from: number, to: number][] = [[0, values.length]];
  for (let part = parts.pop(); part && found.length < MOST_STEPS; part = parts.pop()) {
    const [from, to] = part;
    const step = stepIn(values.subarray(from, to));
    if (step === undefined) found.push(...severalIn(values.subarray(from, to)).map((index) => from + index));
    else {
      found.push(from + step.index);
      parts.push([from, from + step.index], [from + step.index, to]);
    }
  }
  return standing(values, found);
}

/** Steps that are likely together, though none is alone. */
function severalIn(values: Float64Array): number[] {
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Without noise what rounding leaves stands for it.
  const noise = Math.max(noiseOf(values), size * 1e-6);
  if (values.length < 4 * SIDE || noise === 0) return [];
  return standing(values, segments(values, { noise, side: SIDE, most: MOST_STEPS }));
}

/** Leaves out the least likely step until each is one between its neighbours. */
function standing(values: Float64Array, steps: readonly number[]): number[] {
  let left = steps.toSorted((a, b) => a - b);
  for (;;) {
    const tried = left.map((_, index) => {
      const [from, to] = [left[index - 1] ?? 0, left[index + 1] ?? values.length];
      const step = likeliest(values.subarray(from, to));
      return { at: from + (step?.index ?? 0), surplus: step?.surplus ?? -Infinity };
    });
    const weakest = tried.reduce(
      (least, one, index) => (one.surplus < (tried[least]?.surplus ?? 0) ? index : least),
      0,
    );
    if ((tried[weakest]?.surplus ?? 1) > 0) {
      const moved = tried.map(({ at }) => at);
      // Each was tried with the others at their old places.
      return moved.every((at, index) => index === 0 || at - (moved[index - 1] ?? 0) >= SIDE) ? moved : left;
    }
    left = left.filter((_, index) => index !== weakest);
  }
}

const stepIn = (values: Float64Array): { readonly index: number } | undefined => {
  const step = likeliest(values);
  return step && step.surplus > 0 ? step : undefined;
};

/** The likeliest step, and how much more than enough says that it is one: not above 0 when it is none. */
function likeliest(values: Float64Array): { readonly index: number; readonly surplus: number } | undefined {
  if (values.length < 2 * SIDE + 2 || !levelChanges(values)) return undefined;
  const step = likeliestStep(values, SIDE);
  return (
    step && { index: step.index, surplus: Math.min(step.evidence / leastEvidence(values.length), step.lead / LEAD) - 1 }
  );
}

/** Whether a detector sees the level change, for whatever reason. */
function levelChanges(values: Float64Array): boolean {
  if (pettitt(values).p < 0.01) return true;
  const reference = values.subarray(0, Math.min(REFERENCE, values.length >> 1));
  const sigma = 1.4826 * medianDeviation(reference) || noiseOf(values);
  const target = median(reference);
  // Where nothing varies any other value is a change.
  if (sigma === 0) return values.some((value) => value !== target);
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
