import { isCron, parseDate, parseDuration } from '../../core/schema/formats.ts';
import { cronInWords, nextRuns } from '../words/cron.ts';
import { dayInWords, daysAway, instantInWords } from '../words/date.ts';
import { carriedOver, durationInWords } from '../words/duration.ts';
import { paragraph, type Block } from './markup.ts';

/** When and where the reader is. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** IANA name, e.g. Europe/Berlin. */
  readonly timeZone: string;
}

const RUNS = 3;

/** A schedule in words with its next runs on the reader's clock. */
export function describeCron(schedule: string, { now, timeZone }: Clock): Block[] {
  const words = isCron(schedule) ? cronInWords(schedule) : undefined;
  if (words === undefined) return [];
  const runs = nextRuns(schedule, RUNS, now);
  const title = paragraph({ strong: words }, ' (UTC)');
  if (runs.length === 0) return [title, paragraph('It never runs: there is no such day.')];
  return [
    title,
    paragraph(`Next runs, in your time zone (${timeZone}):`),
    { list: runs.map((run) => [instantInWords(run, timeZone)]) },
  ];
}

export function describeDuration(duration: string): Block[] {
  if (parseDuration(duration) === undefined) return [];
  const carried = carriedOver(duration);
  return [paragraph({ strong: durationInWords(duration) }, carried === undefined ? '' : ` — ${carried}`)];
}

export function describeDate(date: string, { now, timeZone }: Clock): Block[] {
  const instant = parseDate(date);
  if (instant === undefined) return [];
  const isDay = date.length === 10;
  const day = isDay ? instant : Math.floor(instant / 86_400_000) * 86_400_000;
  const written = isDay ? dayInWords(day) : `${instantInWords(instant, timeZone)} (${timeZone})`;
  return [paragraph({ strong: written }, ` — ${daysAway(day, now, timeZone)}`)];
}
