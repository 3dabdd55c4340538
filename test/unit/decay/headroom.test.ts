import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { headroomUsed, levelOf, type Lines } from '../../../server/src/core/decay/headroom.ts';

const AUC: Lines = { objective: 'maximize', baseline: 0.91, warning: 0.88, critical: 0.85 };
const LATENCY: Lines = { objective: 'minimize', baseline: 0.2, warning: 0.25, critical: 0.4 };
const near = (actual: number | undefined, expected: number): void =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test('the share of the headroom goes from 0 at the baseline to 1 at critical, in both directions', () => {
  near(headroomUsed(0.91, AUC), 0);
  near(headroomUsed(0.88, AUC), 0.5);
  near(headroomUsed(0.85, AUC), 1);
  near(headroomUsed(0.82, AUC), 1.5);
  near(headroomUsed(0.94, AUC), -0.5);
  near(headroomUsed(0.2, LATENCY), 0);
  near(headroomUsed(0.3, LATENCY), 0.5);
  near(headroomUsed(0.1, LATENCY), -0.5);
  assert.ok(Object.is(headroomUsed(0.91, AUC), 0), 'not -0, which JSON and people write differently');
});

test('there is no share without baseline and critical, or where they leave no room', () => {
  assert.equal(headroomUsed(1, { objective: 'maximize', critical: 0.85 }), undefined);
  assert.equal(headroomUsed(1, { objective: 'maximize', baseline: 0.91, warning: 0.88 }), undefined);
  assert.equal(headroomUsed(1, { objective: 'maximize', baseline: 0.9, critical: 0.9 }), undefined);
  assert.equal(headroomUsed(1, { ...AUC, objective: 'minimize' }), undefined);
  assert.equal(headroomUsed(1, { ...LATENCY, objective: 'maximize' }), undefined);
  assert.equal(headroomUsed(1e308, { objective: 'minimize', baseline: -1e308, critical: 1e308 }), undefined);
});

test('a line counts from its own value on', () => {
  const levels = (lines: Lines, values: readonly number[]): string[] => values.map((value) => levelOf(value, lines));
  assert.deepEqual(levels(AUC, [0.95, 0.8801, 0.88, 0.8501, 0.85, 0]), [
    'ok',
    'ok',
    'warning',
    'warning',
    'critical',
    'critical',
  ]);
  assert.deepEqual(levels(LATENCY, [0, 0.2499, 0.25, 0.3999, 0.4, 9]), [
    'ok',
    'ok',
    'warning',
    'warning',
    'critical',
    'critical',
  ]);
  assert.deepEqual(levels({ objective: 'maximize', critical: 0 }, [0.1, 0, -1]), ['ok', 'critical', 'critical']);
  assert.deepEqual(levels({ objective: 'minimize', warning: 5 }, [4, 5, 1e9]), ['ok', 'warning', 'warning']);
  assert.deepEqual(levels({ objective: 'minimize', baseline: 5 }, [4, 6]), ['unknown', 'unknown']);
});

test('minimising is maximising upside down', () => {
  const number = fc.integer({ min: -1_000, max: 1_000 });
  fc.assert(
    fc.property(number, number, number, number, (value, baseline, warning, critical) => {
      const up: Lines = { objective: 'maximize', baseline, warning, critical };
      const down: Lines = { objective: 'minimize', baseline: -baseline, warning: -warning, critical: -critical };
      assert.equal(levelOf(value, up), levelOf(-value, down));
      assert.equal(headroomUsed(value, up), headroomUsed(-value, down));
      const used = headroomUsed(value, up);
      if (used !== undefined) assert.equal(used >= 1, levelOf(value, { ...up, warning: critical }) === 'critical');
    }),
  );
});
