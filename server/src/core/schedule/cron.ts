import { CRON_FIELDS, isCron } from '../schema/formats.ts';

/** A schedule as the values each of its fields takes. */
interface CronTimes {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Both days of the month and of the week are given: cron runs on either. */
  readonly either: boolean;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Two leap years are in it, so 29 February is, twice. */
const SPAN_DAYS = 3_000;
const START = Date.UTC(2024, 0, 1);

/** The times of a schedule of five fields; undefined for what is none. */
function readCron(schedule: string): CronTimes | undefined {
  if (!isCron(schedule)) return undefined;
  const fields = schedule.trim().split(/\s+/);
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = CRON_FIELDS.map((range, index) =>
    valuesOf(fields[index] ?? '*', range),
  );
  return {
    minutes,
    hours,
    months: new Set(months),
    days: new Set(days),
    // Sunday is 0 and 7.
    weekdays: new Set(weekdays.map((day) => day % 7)),
    either: fields[2] !== '*' && fields[4] !== '*',
  };
}

function valuesOf(field: string, { low, high, names }: (typeof CRON_FIELDS)[number]): number[] {
  const read = (text: string): number => {
    const named = (names as readonly string[]).indexOf(text.toLowerCase());
    return named < 0 ? Number(text) : named + (high === 12 ? 1 : 0);
  };
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '*', step] = part.split('/');
    const [first = '', last] = range.split('-');
    const from = range === '*' ? low : read(first);
    // `5/10` runs from 5 on; a value alone is that value.
    const to = range === '*' || (last === undefined && step !== undefined) ? high : read(last ?? first);
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** Days on which a schedule runs, counted from `start`: midnight of the first, in UTC. */
function* runningDays(times: CronTimes, start = START): Generator<number> {
  for (let day = 0; day < SPAN_DAYS; day++) {
    const date = new Date(start + day * DAY);
    if (!times.months.has(date.getUTCMonth() + 1)) continue;
    const [inMonth, inWeek] = [times.days.has(date.getUTCDate()), times.weekdays.has(date.getUTCDay())];
    if (times.either ? inMonth || inWeek : inMonth && inWeek) yield day;
  }
}

/** Whether a schedule never comes: 30 February. False for what is no schedule. */
export function neverRuns(schedule: string): boolean {
  const times = readCron(schedule);
  return times !== undefined && runningDays(times).next().done === true;
}

/**
 * The first run of a schedule behind `now`, in UTC: so read schedules GitHub Actions, Airflow and Kubernetes unless told
 * otherwise. Milliseconds since the epoch; undefined for a schedule that never comes, or is none.
 */
export function nextRun(schedule: string, now: number): number | undefined {
  const times = readCron(schedule);
  if (!times) return undefined;
  const today = Math.floor(now / DAY) * DAY;
  for (const day of runningDays(times, today))
    for (const hour of times.hours)
      for (const minute of times.minutes) {
        const time = today + day * DAY + (hour * 60 + minute) * MINUTE;
        if (time > now) return time;
      }
  return undefined;
}

/** The longest time between two runs, in milliseconds; undefined for a schedule that never comes, or is none. */
export function longestGap(schedule: string): number | undefined {
  // Asked at each keystroke in the plan: it looks at years.
  if (lastGap?.schedule !== schedule) lastGap = { schedule, gap: gapOf(schedule) };
  return lastGap.gap;
}

let lastGap: { readonly schedule: string; readonly gap: number | undefined } | undefined;

function gapOf(schedule: string): number | undefined {
  const times = readCron(schedule);
  if (!times) return undefined;
  const ofDay = times.hours.flatMap((hour) => times.minutes.map((minute) => hour * 60 + minute));
  const [first, last] = [ofDay[0], ofDay.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  let longest = Math.max(0, ...ofDay.slice(1).map((time, index) => time - (ofDay[index] ?? time)));
  let before: number | undefined;
  for (const day of runningDays(times)) {
    if (before !== undefined) longest = Math.max(longest, (day - before) * 1_440 + first - last);
    before = day;
  }
  return longest > 0 ? longest * MINUTE : undefined;
}

/** Whether two schedules run at the same times, however they are written. */
export function isSameSchedule(a: string, b: string): boolean {
  const [one, other] = [readCron(a), readCron(b)];
  if (!one || !other) return a.trim() === b.trim();
  const key = ({ minutes, hours, months, days, weekdays, either }: CronTimes): string =>
    JSON.stringify([
      minutes,
      hours,
      [...months],
      [...days],
      [...weekdays].sort(),
      either && weekdays.size < 7 && days.size < 31,
    ]);
  return key(one) === key(other);
}
