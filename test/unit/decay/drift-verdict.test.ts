import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftVerdict, linesOf, type DriftLines } from '../../../server/src/core/decay/drift-report.ts';
import type { DriftSeries } from '../../../server/src/core/decay/series.ts';

const verdict = (score: number, lines: DriftLines, drifted?: boolean): string =>
  driftVerdict({ time: 0, score, ...(drifted !== undefined && { drifted }) }, lines);

test("the plan's lines decide, each from its own value on", () => {
  const distance = { direction: 'distance', warning: 0.1, critical: 0.25 } as const;
  assert.deepEqual(
    [0.09, 0.1, 0.24, 0.25, 9].map((score) => verdict(score, distance)),
    ['ok', 'warning', 'warning', 'drifted', 'drifted'],
  );
  const p = { direction: 'p-value', warning: 0.05, critical: 0.01 } as const;
  assert.deepEqual(
    [0.9, 0.051, 0.05, 0.011, 0.01, 0].map((score) => verdict(score, p)),
    ['ok', 'ok', 'warning', 'warning', 'drifted', 'drifted'],
  );
});

test("with a line of the plan the source's own verdict and threshold do not count", () => {
  assert.equal(verdict(0.05, { direction: 'distance', critical: 0.25, threshold: 0.01 }, true), 'ok');
  assert.equal(verdict(0.3, { direction: 'distance', warning: 0.25 }, false), 'warning');
});

test("without one the source's verdict decides, without that its threshold, from its own value on", () => {
  assert.equal(verdict(0.05, { direction: 'distance', threshold: 0.01 }, false), 'ok');
  assert.equal(verdict(0.05, { direction: 'distance', threshold: 0.05 }), 'drifted');
  assert.equal(verdict(0.05, { direction: 'p-value', threshold: 0.05 }), 'drifted');
  assert.equal(verdict(0.06, { direction: 'p-value', threshold: 0.05 }), 'ok');
  assert.equal(verdict(0.05, { direction: 'distance' }), 'unknown');
});

test('a method of unknown direction, and a score that is no number, are judged by the source alone', () => {
  assert.equal(verdict(0.9, { critical: 0.1, threshold: 0.1 }), 'unknown');
  assert.equal(verdict(0.9, { critical: 0.1 }, true), 'drifted');
  for (const score of [NaN, Infinity]) {
    const lines = { direction: 'distance', critical: 0.1, threshold: 0.1 } as const;
    assert.deepEqual([verdict(score, lines), verdict(score, lines, false)], ['unknown', 'ok']);
  }
});

test('the direction is that of the method the plan names, else what the source says', () => {
  const series = { column: 'a', method: 'own', methodLabel: 'Own', samples: [], threshold: 0.3 } satisfies DriftSeries;
  assert.deepEqual(linesOf({ column: 'a', method: 'psi', warning: 0.1 }, series), {
    direction: 'distance',
    warning: 0.1,
    threshold: 0.3,
  });
  assert.deepEqual(linesOf({ column: 'a', method: 'own' }, { ...series, direction: 'p-value' }), {
    direction: 'p-value',
    threshold: 0.3,
  });
  assert.deepEqual(linesOf({ column: 'a', method: 'own', critical: 1 }, undefined), { critical: 1 });
});
