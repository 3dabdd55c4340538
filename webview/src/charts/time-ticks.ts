const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 365 * DAY];

/** Round moments from `min` to `max` (milliseconds since the epoch), at most `most` of them, at least one. */
export function timeTicks(min: number, max: number, most: number): number[] {
  const room = Math.max(1, most);
  const wanted = (max - min) / room;
  const step = STEPS.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted / (365 * DAY)) * 365 * DAY;
  const ticks: number[] = [];
  for (let time = Math.ceil(min / step) * step; time <= max && ticks.length < room; time += step) ticks.push(time);
  return ticks.length > 0 ? ticks : [min];
}

/** How a tick reads: with the hour where the whole axis is a few days, with the year where it is more than one. */
export function tickFormat(min: number, max: number): (time: number) => string {
  const span = max - min;
  const hours = span < 3 * DAY && ({ hour: '2-digit', minute: '2-digit' } as const);
  const year = span > 365 * DAY && ({ year: 'numeric' } as const);
  const day = span > 3 * 365 * DAY ? {} : ({ day: 'numeric' } as const);
  const format = new Intl.DateTimeFormat(undefined, { month: 'short', ...day, ...hours, ...year, timeZone: 'UTC' });
  return (time) => format.format(time);
}
