import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { driftReport, driftVerdict } from '../../../server/src/core/decay/drift-report.ts';
import { reduceMinMax } from '../../../server/src/core/decay/reduce.ts';
import type { Sample } from '../../../server/src/core/decay/series.ts';

test('a reduced series keeps its ends, its extremes and its order, whatever it is made of', () => {
  const sample = fc.record({ time: fc.integer({ min: 0, max: 1e6 }), value: fc.double({ noNaN: true }) });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 400 }), fc.integer({ min: 4, max: 60 }), (unordered, most) => {
      const samples: Sample[] = unordered.toSorted((a, b) => a.time - b.time);
      const reduced = reduceMinMax(samples, most);
      assert.ok(reduced.length <= Math.max(most, 0) || samples.length <= most);
      assert.equal(reduced[0], samples[0]);
      assert.equal(reduced.at(-1), samples.at(-1));
      if (samples.length === 0) return;
      const [all, kept] = [samples, reduced].map((some) => some.map(({ value }) => value));
      assert.equal(Math.max(...kept!), Math.max(...all!));
      assert.equal(Math.min(...kept!), Math.min(...all!));
      assert.deepEqual(
        reduced,
        samples.filter((one) => new Set(reduced).has(one)),
      );
    }),
  );
});

test('one spike among a million values is still there', () => {
  const samples = Array.from({ length: 1_000_000 }, (_, time) => ({ time, value: time === 654_321 ? 9 : 0 }));
  assert.ok(reduceMinMax(samples, 1_000).some(({ value }) => value === 9));
});

test('a distance drifts at or above its line, a p-value at or below, the source decides where there is no line', () => {
  const at = (score: number, drifted?: boolean): { time: number; score: number; drifted?: boolean } => ({
    time: 0,
    score,
    ...(drifted !== undefined && { drifted }),
  });
  const psi = { direction: 'distance', warning: 0.1, critical: 0.25 } as const;
  assert.deepEqual(
    [0.05, 0.1, 0.25].map((score) => driftVerdict(at(score), psi)),
    ['ok', 'warning', 'drifted'],
  );
  const ks = { direction: 'p-value', critical: 0.05 } as const;
  assert.deepEqual(
    [0.5, 0.05, 0.01].map((score) => driftVerdict(at(score), ks)),
    ['ok', 'drifted', 'drifted'],
  );
  assert.equal(driftVerdict(at(0.5, true), {}), 'drifted');
  assert.equal(driftVerdict(at(0.5), {}), 'unknown');
});

test('a data set has drifted from the plan’s share of drifted columns on', () => {
  const watched = ['a', 'b', 'c', 'd'].map((column) => ({ column, method: 'psi', critical: 0.25 }));
  const series = [0.3, 0.4, 0.1].map((score, index) => ({
    column: 'abc'[index]!,
    method: 'psi',
    methodLabel: 'PSI',
    samples: [{ time: 0, score }],
  }));
  const report = driftReport(watched, series, 0.5);
  assert.deepEqual(
    { ...report, columns: report.columns.map(({ verdict }) => verdict) },
    {
      columns: ['drifted', 'drifted', 'ok', 'unknown'],
      drifted: 2,
      judged: 3,
      dataset: true,
    },
  );
  assert.equal(driftReport(watched, series, 0.7).dataset, false);
  assert.equal(driftReport(watched, series).dataset, false);
});
