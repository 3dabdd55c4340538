import { parseDate } from '../core/schema/formats.ts';

const DAY = 86_400_000;

/** The moment a look back judges at: of a day its end, so that the day's own values count. Undefined for what is no date. */
export function lookBackTo(date: string): number | undefined {
  const time = parseDate(date.trim());
  if (time === undefined) return undefined;
  return date.trim().length === 10 ? time + DAY - 1 : time;
}
