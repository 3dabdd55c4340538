import { plural } from './duration.ts';

const DAY = 86_400_000;

/** Days since the epoch of the calendar day that `instant` falls on in `timeZone`. */
function calendarDay(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const read = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(read['year'] ?? 1970, (read['month'] ?? 1) - 1, read['day']) / DAY;
}

/** How far a date is away: "today", "in 52 days", "96 days ago". `day` is its first instant in UTC. */
export function daysAway(day: number, now: number, timeZone: string): string {
  const days = Math.floor(day / DAY) - calendarDay(now, timeZone);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  const distance = Math.abs(days);
  const about = distance < 60 ? '' : distance < 700 ? ` (${months(distance)})` : ` (${years(distance)})`;
  return days > 0 ? `in ${distance} days${about}` : `${distance} days ago${about}`;
}

const months = (days: number): string => `about ${plural(Math.round(days / 30.44), 'month')}`;
const years = (days: number): string => `about ${plural(Math.round(days / 365.25), 'year')}`;

/** A calendar day with its weekday: "Friday 15 January 2027". */
export function dayInWords(day: number): string {
  return written(day, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** A point in time as clocks in `timeZone` show it: "Tue 1 Dec 2026, 04:00". */
export function instantInWords(instant: number, timeZone: string): string {
  const date = written(instant, { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return `${date}, ${written(instant, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
}

/** Commas between weekday and date differ between versions of the locale data; without them the text is the same everywhere. */
const written = (instant: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', options).format(instant).replaceAll(',', '').replace('Sept ', 'Sep ');

/** `timeZone` if this runtime knows it, else UTC: a zone is a setting of the machine and may be anything. */
export function knownTimeZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone }).format(0);
    return timeZone;
  } catch {
    return 'UTC';
  }
}
