import type { Objective } from '../plan/plan.ts';

/** `a`, `a and b`, `a, b and c`; beyond `most` the rest is counted. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** A time as a Prometheus duration, in the largest unit that gives a whole number: `36h`, `90d`. */
export function durationText(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => milliseconds >= each && milliseconds % each === 0) ?? ['ms', 1];
  return `${Math.round(milliseconds / size)}${unit}`;
}

/** Whether `value` is worse than `than`. */
export const isWorse = (value: number, than: number, objective: Objective): boolean =>
  objective === 'maximize' ? value < than : value > than;

export const should = (objective: Objective): string =>
  objective === 'maximize' ? 'that should be maximised' : 'that should be minimised';

/** Where the worse values of an objective lie. */
export const worseSide = (objective: Objective): string => (objective === 'maximize' ? 'below' : 'above');
export const betterSide = (objective: Objective): string => (objective === 'maximize' ? 'above' : 'below');

const OPS: Readonly<Record<string, string>> = { lt: 'below', lte: 'at or below', gt: 'above', gte: 'at or above' };

/** How an alert compares, before the number. */
export const opInWords = (op: string): string => (Object.hasOwn(OPS, op) ? (OPS[op] ?? op) : op);
