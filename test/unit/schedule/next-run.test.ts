import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextRun } from '../../../server/src/core/schedule/cron.ts';
import { nextRuns } from '../../../server/src/language/words/cron.ts';

const at = (text: string): number => Date.parse(`${text}Z`);

test('the next run lies behind now, never at it', () => {
  assert.equal(nextRun('0 3 1 * *', at('2026-11-24T10:00')), at('2026-12-01T03:00'));
  assert.equal(nextRun('0 3 1 * *', at('2026-12-01T02:59:59.999')), at('2026-12-01T03:00'));
  assert.equal(nextRun('0 3 1 * *', at('2026-12-01T03:00')), at('2027-01-01T03:00'));
  assert.equal(nextRun('*/15 * * * *', at('2026-11-24T23:50')), at('2026-11-25T00:00'));
  assert.equal(nextRun('0 0 29 2 *', at('2026-11-24T10:00')), at('2028-02-29T00:00'));
  assert.equal(nextRun('0 0 30 2 *', at('2026-11-24T10:00')), undefined);
  assert.equal(nextRun('monthly', at('2026-11-24T10:00')), undefined);
});

test('it is the one that croner tells', () => {
  const field = (low: number, high: number): fc.Arbitrary<string> =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min: low, max: high }).map(String),
      fc
        .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
        .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
      fc.integer({ min: 1, max: high }).map((step) => `*/${step}`),
    );
  const schedule = fc.tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6));
  const now = fc.integer({ min: at('2025-01-01T00:00'), max: at('2030-01-01T00:00') });
  fc.assert(
    fc.property(schedule, now, (fields, moment) => {
      const text = fields.join(' ');
      assert.equal(nextRun(text, moment), nextRuns(text, 1, moment)[0], text);
    }),
    { numRuns: 300 },
  );
});
