import { Cron } from 'croner';
import cronstrue from 'cronstrue';
import { CRON_FIELDS, isCron } from '../../core/schema/formats.ts';

/** A schedule of five fields in words: "At 03:00, on day 1 of the month". */
export function cronInWords(schedule: string): string | undefined {
  return isCron(schedule) ? cronstrue.toString(simplified(schedule), { use24HourTimeFormat: true }) : undefined;
}

/**
 * The next times a schedule runs after `now`, at most `count`; fewer, or none, for a day that hardly ever or never comes.
 * Schedules are in UTC: so read them GitHub Actions, Airflow and Kubernetes unless told otherwise.
 */
export function nextRuns(schedule: string, count: number, now: number): number[] {
  if (!isCron(schedule)) return [];
  const cron = new Cron(simplified(schedule), { timezone: 'UTC', mode: '5-part', sloppyRanges: true });
  return cron.nextRuns(count, new Date(now)).map((run) => run.getTime());
}

/** A step larger than its field's range, or from its last value on, which cron allows and the libraries do not, only leaves the first value. */
function simplified(schedule: string): string {
  return schedule
    .trim()
    .split(/\s+/)
    .map((field, index) => {
      const { low, high } = CRON_FIELDS[index] ?? { low: 0, high: 0 };
      return field.replace(/([*\w]+)(-\w+)?\/(\d+)/g, (part, first: string, last: string | undefined, step: string) => {
        const isSingle = Number(step) > high || (last === undefined && Number(first) === high);
        return isSingle ? (first === '*' ? String(low) : first) : part;
      });
    })
    .join(' ');
}
