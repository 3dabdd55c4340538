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

/** `2026-01-31T12:00:00Z`, the form most files have, read without a regular expression: a history has millions. */
function commonTime(text: string): number | undefined {
  if (text.length !== 20 || text[4] !== '-' || text[7] !== '-' || text[10] !== 'T' || text[19] !== 'Z')
    return undefined;
  if (text[13] !== ':' || text[16] !== ':') return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const [hours, minutes, seconds] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  // What the calendar or the clock does not have is left to the careful reader.
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return undefined;
  if (!(hours <= 23 && minutes <= 59 && seconds <= 59)) return undefined;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds);
}

function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
