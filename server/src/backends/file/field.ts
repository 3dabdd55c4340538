import { parseDate } from '../../core/schema/formats.ts';

/** One field of a row: text in CSV and JSON lines, what the type says in Parquet. */
export type Field = string | number | bigint | boolean | Date | null | undefined;

/** A finite number, or undefined. */
export function numberOf(field: Field): number | undefined {
  if (typeof field === 'number') return Number.isFinite(field) ? field : undefined;
  if (typeof field === 'bigint') return Number(field);
  if (typeof field !== 'string') return undefined;
  const plain = plainNumber(field);
  if (plain !== undefined) return plain;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?$/i.test(field)) return undefined;
  const value = Number(field);
  return Number.isFinite(value) ? value : undefined;
}

/** `-12.345`, the form most files have. Both parts are exact below 2^53, so their quotient is the nearest number, as Number() gives. */
function plainNumber(text: string): number | undefined {
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  if (text.length === start || text.length > start + 15) return undefined;
  let digits = 0;
  let point = -1;
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 46 && point < 0 && index > start) point = index;
    else if (code < 48 || code > 57) return undefined;
    else digits = digits * 10 + code - 48;
  }
  const value = point < 0 ? digits : digits / (POWERS[text.length - point - 1] ?? Number.NaN);
  return start === 0 ? value : -value;
}

const POWERS = Array.from({ length: 18 }, (_, exponent) => 10 ** exponent);

/** Milliseconds since the epoch. Numbers below 1e8 are no times: 20130311 is a date somebody wrote without dashes. */
export function timeOf(field: Field): number | undefined {
  if (field instanceof Date) return Number.isNaN(field.getTime()) ? undefined : field.getTime();
  if (typeof field === 'string') {
    const time = commonTime(field);
    if (time !== undefined) return time;
  }
  const number = numberOf(field);
  if (number !== undefined) {
    if (number < 1e8 || number >= 1e14) return undefined;
    return Math.round(number < 1e11 ? number * 1000 : number);
  }
  if (typeof field !== 'string') return undefined;
  const isLocal = /^\d{4}-\d{2}-\d{2}[Tt ][\d:.]+$/.test(field);
  return parseDate(isLocal ? `${field}Z` : field);
}

export const textOf = (field: Field): string =>
  typeof field === 'string' ? field.trim() : field === null || field === undefined ? '' : String(field);

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Dates and times in the forms most files have, `2026-01-31` and `2026-01-31T12:00:00.000Z`, read without a regular
 * expression: a history has millions. A time without a zone is UTC. What is not plain, such as a leap day or hour 24, is
 * left to the careful reader.
 */
function commonTime(text: string): number | undefined {
  const length = text.length;
  if (length < 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  if (!(year >= 1970 && day >= 1 && day <= (DAYS[month - 1] ?? 0))) return undefined;
  if (length === 10) return Date.UTC(year, month - 1, day);
  const separator = text.charCodeAt(10);
  if (length < 19 || (separator !== 84 && separator !== 32)) return undefined;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return undefined;
  const [hours, minutes, seconds] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  if (!(hours <= 23 && minutes <= 59 && seconds <= 59)) return undefined;
  const zone = text.charCodeAt(19) === 46 ? endOfDigits(text, 20) : 19;
  if (zone === 20 || zone > 29) return undefined;
  const milliseconds = zone === 19 ? 0 : thousandths(text, zone);
  const offset = zone === length ? 0 : zoneOf(text, zone);
  if (offset === undefined) return undefined;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds, milliseconds) - offset;
}

const [DASH, COLON] = [45, 58];

function endOfDigits(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return end;
}

/** The first three digits behind the point at 19; finer ones are cut off, as Date.parse does. */
function thousandths(text: string, end: number): number {
  const shown = Math.min(end, 23);
  return digits(text, 20, shown) * (POWERS[23 - shown] ?? Number.NaN);
}

/** Milliseconds that the zone at `start` is ahead of UTC; undefined where it is no `Z` or `+01:00`. */
function zoneOf(text: string, start: number): number | undefined {
  const sign = text.charCodeAt(start);
  if (sign === 90) return text.length === start + 1 ? 0 : undefined;
  if ((sign !== 43 && sign !== DASH) || text.length !== start + 6 || text.charCodeAt(start + 3) !== COLON)
    return undefined;
  const [hours, minutes] = [digits(text, start + 1, start + 3), digits(text, start + 4, start + 6)];
  if (!(hours <= 23 && minutes <= 59)) return undefined;
  return (sign === 43 ? 1 : -1) * (hours * 60 + minutes) * 60_000;
}

function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
