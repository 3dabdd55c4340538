import { isoDate } from '../schema/formats.ts';

/** Numbers and days as sentences about decay have them. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const NEAR = 300 * 86_400_000;

/** "12 Dec", with its year where that could be another than the reader thinks of. Days are in UTC. */
export function dayShort(time: number, now: number): string {
  const date = new Date(time);
  const year = Math.abs(time - now) > NEAR ? ` ${date.getUTCFullYear()}` : '';
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? isoDate(time)}${year}`;
}

const UNITS: Readonly<Record<string, string>> = { percent: '%', seconds: 's', milliseconds: 'ms' };

/** Four digits tell any change that matters; a currency is told by its code. */
export function inUnit(value: number, unit: string | undefined): string {
  const number = String(Number(value.toPrecision(4)));
  if (unit === undefined || unit === 'ratio' || unit === 'count') return number;
  return `${number} ${Object.hasOwn(UNITS, unit) ? UNITS[unit] : unit}`;
}

/** The first three of `names`, and how many more there are. */
export const listed = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
