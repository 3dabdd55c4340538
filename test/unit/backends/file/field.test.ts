import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { timeOf } from '../../../../server/src/backends/file/field.ts';
import { parseDate } from '../../../../server/src/core/schema/formats.ts';

/** The careful reading that the quick one must agree with; a time without a zone is UTC. */
const careful = (text: string): number | undefined => {
  const isLocal = /^\d{4}-\d{2}-\d{2}[Tt ][\d:.]+$/.test(text);
  return parseDate(isLocal ? `${text}Z` : text);
};

const two = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
const texts = fc
  .tuple(
    fc.integer({ min: 1965, max: 2105 }).map(String),
    fc.constantFrom('-', '-', '-', '/', ''),
    two(14),
    two(33),
    fc.constantFrom('T', ' ', 't', '', 'x'),
    two(25),
    two(61),
    fc.option(two(61), { nil: undefined }),
    fc.constantFrom('', '', '.', '.0', '.5', '.123', '.123456', '.123456789', '.1234567890', '.12a'),
    fc.constantFrom('', 'Z', 'z', '+00:00', '+05:30', '-11:00', '+0530', '+24:00', '+05:60', ' ', 'Zx'),
  )
  .map(([year, dash, month, day, separator, hours, minutes, seconds, fraction, zone]) => {
    const date = `${year}${dash}${month}${dash}${day}`;
    if (separator === '') return date;
    return `${date}${separator}${hours}:${minutes}${seconds === undefined ? '' : `:${seconds}`}${fraction}${zone}`;
  });

test('a date or time is the same moment, or none, however quickly it is read', () => {
  let found = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const expected = careful(text);
      if (expected !== undefined) found++;
      // Digits alone are a time in seconds or nothing, which is another question.
      if (!/^\d+$/.test(text)) assert.equal(timeOf(text), expected, text);
    }),
    { numRuns: 20_000 },
  );
  assert.ok(found > 1_000, String(found));
});

test('days that the calendar has, and those it has not', () => {
  assert.equal(timeOf('2024-02-29'), Date.UTC(2024, 1, 29));
  assert.equal(timeOf('2023-02-29'), undefined);
  assert.equal(timeOf('2023-04-31T00:00:00Z'), undefined);
  assert.equal(timeOf('2026-01-31T12:00:00.250+01:00'), Date.UTC(2026, 0, 31, 11, 0, 0, 250));
});
