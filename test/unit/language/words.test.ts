import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCron } from '../../../server/src/core/schema/formats.ts';
import { cronInWords, nextRuns } from '../../../server/src/language/words/cron.ts';
import { dayInWords, daysAway, instantInWords, knownTimeZone } from '../../../server/src/language/words/date.ts';
import { carriedOver, durationInWords } from '../../../server/src/language/words/duration.ts';

const NAMES = [
  [],
  [],
  [],
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
] as const;
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** Whether a field holds `value`, told from the field's text alone: the slow, plain reading to compare with. */
function holds(field: string, index: 0 | 1 | 2 | 3 | 4, value: number): boolean {
  const [low, high] = RANGES[index];
  const number = (text: string): number => {
    const at = (NAMES[index] as readonly string[]).indexOf(text.toLowerCase());
    return at < 0 ? Number(text) : at + (index === 3 ? 1 : 0);
  };
  // The week ends on Saturday, as Kubernetes reads it; 7 is only another name of Sunday.
  const end = index === 4 ? 6 : high;
  return field.split(',').some((part) => {
    const [range = '', step] = part.split('/');
    const [first = '', last] = range.split('-');
    const from = first === '*' ? low : number(first);
    const to =
      first === '*' ? high : last === undefined ? (step === undefined ? from : Math.max(from, end)) : number(last);
    const hit = (candidate: number): boolean =>
      candidate >= from && candidate <= to && (candidate - from) % Number(step ?? 1) === 0;
    return hit(value) || (index === 4 && value === 0 && hit(7));
  });
}

function runsAt(schedule: string, time: Date): boolean {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = schedule.split(' ');
  const onDay = holds(day, 2, time.getUTCDate());
  const onWeekday = holds(weekday, 4, time.getUTCDay());
  // cron(8): with both days restricted, either is enough.
  const isDay = day === '*' || weekday === '*' ? onDay && onWeekday : onDay || onWeekday;
  return (
    holds(minute, 0, time.getUTCMinutes()) &&
    holds(hour, 1, time.getUTCHours()) &&
    isDay &&
    holds(month, 3, time.getUTCMonth() + 1)
  );
}

const part = (index: 0 | 1 | 2 | 3 | 4): fc.Arbitrary<string> => {
  const [low, high] = RANGES[index];
  const value = fc.oneof(fc.integer({ min: low, max: high }).map(String), fc.constantFrom('*', ...NAMES[index]));
  const last = fc.option(fc.integer({ min: low, max: high }), { nil: undefined });
  const step = fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined, freq: 2 });
  return fc
    .tuple(value, last, step)
    .map(
      ([from, to, every]) =>
        `${from}${from !== '*' && to !== undefined ? `-${to}` : ''}${every === undefined ? '' : `/${every}`}`,
    );
};
const field = (index: 0 | 1 | 2 | 3 | 4): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('*') },
    { weight: 3, arbitrary: fc.array(part(index), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(',')) },
  );
const schedule = fc
  .tuple(field(0), field(1), field(2), field(3), field(4))
  .map((fields) => fields.join(' '))
  .filter(isCron);

test('the next runs are exactly the minutes a schedule names', () => {
  const start = fc
    .integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) })
    .map((time) => Math.floor(time / 60_000) * 60_000);
  fc.assert(
    fc.property(schedule, start, (text, now) => {
      const runs = nextRuns(text, 3, now);
      for (const run of runs) assert.ok(runsAt(text, new Date(run)), `${text} at ${new Date(run).toISOString()}`);
      // Five days of minutes: no run before the first is left out.
      const first = Math.min(runs[0] ?? Infinity, now + 5 * 86_400_000);
      for (let time = now + 60_000; time < first; time += 60_000)
        assert.ok(!runsAt(text, new Date(time)), `${text} leaves out ${new Date(time).toISOString()}`);
      assert.ok(cronInWords(text));
    }),
    { numRuns: 100 },
  );
});

test('a schedule that never comes has no run, nonsense no words', () => {
  assert.deepEqual(nextRuns('0 0 30 2 *', 3, Date.UTC(2026, 0)), []);
  assert.deepEqual(nextRuns('0 0 * *', 3, 0), []);
  assert.equal(cronInWords('@daily'), undefined);
});

test('durations are said as people say them', () => {
  assert.equal(durationInWords('1h30m'), '1 hour 30 minutes');
  assert.equal(durationInWords('45d'), '45 days');
  assert.equal(durationInWords('1y2w3d4h5m6s7ms'), '1 year 2 weeks 3 days 4 hours 5 minutes 6 seconds 7 milliseconds');
  assert.equal(durationInWords('0'), '0 seconds');
  assert.equal(carriedOver('720h'), '30 days');
  assert.equal(carriedOver('36h'), undefined);
  assert.equal(carriedOver('100m'), '1 hour 40 minutes');
  assert.equal(carriedOver('45d'), undefined);
});

test('days are counted on the calendar of the reader', () => {
  const day = Date.UTC(2026, 10, 24);
  const lateInUtc = Date.UTC(2026, 10, 23, 23, 30);
  assert.equal(daysAway(day, lateInUtc, 'Europe/Berlin'), 'today');
  assert.equal(daysAway(day, lateInUtc, 'UTC'), 'tomorrow');
  assert.equal(daysAway(day, Date.UTC(2026, 10, 25, 12), 'UTC'), 'yesterday');
  assert.equal(daysAway(day, Date.UTC(2027, 10, 24), 'UTC'), '365 days ago (about 12 months)');
  assert.equal(daysAway(day, Date.UTC(2020, 10, 24), 'UTC'), 'in 2191 days (about 6 years)');
  assert.equal(dayInWords(day), 'Tuesday 24 November 2026');
  assert.equal(instantInWords(lateInUtc, 'Asia/Tokyo'), 'Tue 24 Nov 2026, 08:30');
  assert.equal(knownTimeZone('Nowhere/Town'), 'UTC');
});
