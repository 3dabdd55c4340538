import type { RangeChoice } from '../panel/contract.ts';

const DAY = 86_400_000;

/** Which part of the history is shown; milliseconds since the epoch. */
export interface Shown {
  readonly from: number;
  readonly to: number;
}

/** @param now the end of a range of days */
export function shownOf(range: RangeChoice, now: number): Shown {
  if (range === 'all') return { from: -Infinity, to: Infinity };
  if (typeof range === 'number') return { from: now - range * DAY, to: Infinity };
  return range;
}

/** The values of a range, with one more on each side, so that lines reach its edges. */
export function inShown<T extends { readonly time: number }>(samples: readonly T[], { from, to }: Shown): readonly T[] {
  if (from === -Infinity && to === Infinity) return samples;
  const first = samples.findIndex(({ time }) => time >= from);
  const last = samples.findLastIndex(({ time }) => time <= to);
  if (first < 0 || last < 0 || first > last) return [];
  return samples.slice(Math.max(0, first - 1), last + 2);
}

/** A range as a person or a page gives it; undefined when it is none. */
export function readRange(given: unknown): RangeChoice | undefined {
  if (given === undefined) return 'all';
  if (given === 'all' || given === 30 || given === 90 || given === 365) return given;
  if (typeof given !== 'object' || given === null) return undefined;
  const { from, to } = given as { readonly from?: unknown; readonly to?: unknown };
  return Number.isFinite(from) && Number.isFinite(to) && (from as number) < (to as number)
    ? { from: from as number, to: to as number }
    : undefined;
}
