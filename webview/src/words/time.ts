import { ageFormat, dateFormat, numberFormat } from './formats.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

/** The moments that can be told: what a plan or a source says beyond them is no date. */
const LAST = 8.64e15;
const told = (time: number, options: Intl.DateTimeFormatOptions): string =>
  Math.abs(time) <= LAST ? dateFormat(options).format(time) : 'an unknown time';

/** A recorded moment. In UTC, as daily values are recorded: local time would move them to the day before. */
export const formatTime = (time: number): string =>
  told(time, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

export const formatDay = (time: number): string => told(time, { dateStyle: 'medium', timeZone: 'UTC' });

/** Without its year where the day alone cannot be mistaken at `now`. */
export function formatShortDay(time: number, now: number): string {
  const year = Math.abs(time - now) < 300 * DAY ? {} : ({ year: 'numeric' } as const);
  return told(time, { day: 'numeric', month: 'short', ...year, timeZone: 'UTC' });
}

/** A moment of the reader's own day. */
export const formatLocalTime = (time: number): string => told(time, { dateStyle: 'medium', timeStyle: 'medium' });

/** "40s ago", "3 min ago" in the reader's language. A clock that is ahead of ours says "now". */
export function ageText(time: number, now: number): string {
  const age = Math.max(0, now - time);
  const words = ageFormat({ style: 'short', numeric: 'always' });
  const [unit, length] = UNITS.find(([, size]) => age >= size) ?? (['second', 1_000] as const);
  const count = Math.floor(age / length);
  return count < 1 ? 'just now' : words.format(-count, unit);
}

/** A length of time as plans write it: "30 d", "1 h", "5 min". */
export function durationText(length: number): string {
  const [unit, size] = UNITS.find(([, candidate]) => length >= candidate && length % candidate === 0) ?? [
    'second',
    1_000,
  ];
  const count = numberFormat({ maximumFractionDigits: 1 }).format(length / size);
  return `${count} ${{ day: 'd', hour: 'h', minute: 'min', second: 's' }[unit]}`;
}
