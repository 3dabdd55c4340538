import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reduceMinMax } from '../../../server/src/core/decay/reduce.ts';
import type { Sample } from '../../../server/src/core/decay/series.ts';
import { randomOf } from '../../support/noise.ts';

const series = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.double({ noNaN: true })), { maxLength: 600, size: 'max' })
  .map((steps) => {
    let time = 0;
    return steps.map(([step, value]) => ({ time: (time += step), value }));
  });

/** Equally long times between the first and the last sample, as a chart's columns are. */
function columnsOf(samples: readonly Sample[], columns: number): Sample[][] {
  const [start, end] = [samples[0]?.time ?? 0, samples.at(-1)?.time ?? 0];
  const found = Array.from({ length: columns }, (): Sample[] => []);
  for (const sample of samples) {
    const share = end > start ? (sample.time - start) / ((end - start) / columns) : 0;
    found[Math.min(columns - 1, Math.floor(share))]?.push(sample);
  }
  return found.filter((column) => column.length > 0);
}

test('first and last, and the extremes of every column, stay; nothing is added, and no more is kept than asked', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 4, max: 700 }), (samples, most) => {
      const kept = reduceMinMax(samples, most);
      assert.ok(kept.length <= most || kept.length === samples.length);
      if (samples.length <= most) assert.equal(kept, samples);
      const all = new Set(samples);
      assert.ok(kept.every((sample) => all.has(sample)));
      assert.deepEqual(
        kept.map(({ time }) => time),
        kept.map(({ time }) => time).toSorted((a, b) => a - b),
      );
      assert.deepEqual([kept[0], kept.at(-1)], [samples[0], samples.at(-1)]);
      const values = new Set(kept.map(({ value }) => value));
      for (const column of columnsOf(samples, Math.floor((most - 2) / 2))) {
        const own = column.map(({ value }) => value);
        assert.ok(values.has(Math.min(...own)) && values.has(Math.max(...own)));
      }
    }),
  );
});

test('one value of a hundred thousand that is far off stays visible', () => {
  const random = randomOf(9);
  const samples = Array.from({ length: 100_000 }, (_, index) => ({ time: index * 60_000, value: random.normal() }));
  samples[70_001] = { time: 70_001 * 60_000, value: -40 };
  const kept = reduceMinMax(samples, 500);
  assert.ok(kept.length <= 500 && kept.some(({ value }) => value === -40));
});

test('room for fewer than four keeps the newest', () => {
  const samples = Array.from({ length: 9 }, (_, index) => ({ time: index, value: index }));
  assert.deepEqual(
    [0, 1, 3].map((most) => reduceMinMax(samples, most).map(({ value }) => value)),
    [[], [8], [6, 7, 8]],
  );
});
