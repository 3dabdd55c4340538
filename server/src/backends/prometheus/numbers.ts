import type { RawValue } from './contract.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A value as the API writes it; Infinity and NaN as such, undefined for what is no number. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (/^[+-]?inf(?:inity)?$/i.test(value)) return value.startsWith('-') ? -Infinity : Infinity;
  if (/^[+-]?nan$/i.test(value)) return Number.NaN;
  return value.length <= 400 && NUMBER.test(value) ? Number(value) : undefined;
}

export interface ReadValues<T> {
  /** In order of time, one for each time: the later of two counts. */
  readonly samples: T[];
  readonly notes: readonly string[];
}

/** Values between `from` and `to` (milliseconds); what is no finite number, or has no time, is left out and told. */
export function readValues(
  values: readonly RawValue[],
  from: number,
  to: number,
): ReadValues<{ readonly time: number; readonly value: number }> {
  const found = new Map<number, { time: number; value: number }>();
  let [nan, infinite, broken, disordered, latest] = [0, 0, 0, false, -Infinity];
  for (const [rawTime, rawValue] of values) {
    const [seconds, value] = [readNumber(rawTime), readNumber(rawValue)];
    const time = Math.round((seconds ?? Number.NaN) * 1000);
    if (value === undefined || Math.abs(time) > 8.64e15 || Number.isNaN(time)) broken++;
    else if (time < from || time > to) continue;
    else if (Number.isNaN(value)) nan++;
    else if (!Number.isFinite(value)) infinite++;
    else {
      disordered ||= time <= latest;
      latest = time;
      found.set(time, { time, value });
    }
  }
  const of = `of ${values.length} values`;
  const notes = [
    nan > 0 && `${nan} ${of} are NaN, as 0/0 gives where nothing happened: left out.`,
    infinite > 0 && `${infinite} ${of} are infinite, as a division by zero gives: left out.`,
    broken > 0 && `${broken} ${of} are no numbers or have no time: left out.`,
    disordered && 'Times came out of order or twice: put in order, the last value of a time counts.',
  ].filter((note) => note !== false);
  return { samples: [...found.values()].sort((a, b) => a.time - b.time), notes };
}
