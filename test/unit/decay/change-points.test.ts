// Steps are found, and little else is taken for one: rates over random series of fixed seeds (docs/decay.md).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseSeries } from '../../../server/src/core/decay/analyse.ts';
import type { ChangePoint } from '../../../server/src/core/decay/report.ts';
import { DAY, START, daily, judged, noisyLine } from '../../support/decay-series.ts';
import { randomOf, type NoiseKind } from '../../support/noise.ts';

const REPEATS = 150;
const COUNTS = [15, 30, 60, 120];

type Shape = (noise: number, index: number, count: number) => number;

const changesOf = (values: readonly number[]): readonly ChangePoint[] => {
  const samples = daily(values);
  return analyseSeries(samples, judged(samples)).changes;
};

/** Shares of random series, by their number of values, of which `isSo` holds. */
function shares(
  kind: NoiseKind,
  shape: Shape,
  isSo: (changes: readonly ChangePoint[], count: number) => boolean,
): Map<number, number> {
  const random = randomOf(11);
  return new Map(
    COUNTS.map((count) => {
      const found = Array.from({ length: REPEATS }, () =>
        changesOf(random.noise(kind, count).map((noise, index) => shape(noise, index, count))),
      );
      return [count, found.filter((changes) => isSo(changes, count)).length / REPEATS];
    }),
  );
}

const inWords = (all: ReadonlyMap<number, number>): string =>
  Array.from(all, ([count, share]) => `${count} values ${(share * 100).toFixed(1)} %`).join(', ');

const NO_STEP: readonly (readonly [what: string, shape: Shape])[] = [
  ['noise alone', (noise) => noise],
  ['one value 8 sd off', (noise, index, count) => noise - (index === Math.floor(count * 0.6) ? 8 : 0)],
  ['a decline of 4 sd', (noise, index, count) => noise - (4 * index) / count],
  ['a decline of 20 sd', (noise, index, count) => noise - (20 * index) / count],
  ['a decline that quickens to 10 sd', (noise, index, count) => noise - 10 * (index / count) ** 2],
];

/** At most so many series without a step have one, by how alike neighbours are. */
const MOST: readonly (readonly [kind: NoiseKind, most: number])[] = [
  ['normal', 0.05],
  ['t3', 0.05],
  ['ar 0.5', 0.09],
];

for (const [kind, most] of MOST) {
  test(`without a step there is rarely one: ${kind}`, (t) => {
    const all = NO_STEP.map(([what, shape]) => ({ what, found: shares(kind, shape, ({ length }) => length > 0) }));
    for (const { what, found } of all) {
      t.diagnostic(`${what}: ${inWords(found)}`);
      for (const share of found.values()) assert.ok(share <= most, `${what}: ${inWords(found)}`);
    }
    const rates = all.flatMap(({ found }) => Array.from(found.values()));
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    t.diagnostic(`all: ${(mean * 100).toFixed(2)} %`);
    assert.ok(mean <= most / 2, `${mean} of all`);
  });
}

/** A step in the middle, at its place give or take two values. */
const isFound = (changes: readonly ChangePoint[], count: number): boolean =>
  changes.length === 1 && Math.abs(((changes[0]?.time ?? 0) - START) / DAY - Math.ceil(count / 2)) <= 2;

test('a step is found where it is, the surer the longer the history', (t) => {
  const step: Shape = (noise, index, count) => noise - (index >= count / 2 ? 4 : 0);
  for (const [kind, least] of [
    ['normal', { 30: 0.6, 60: 0.97, 120: 0.97 }],
    ['t3', { 30: 0.8, 60: 0.97, 120: 0.97 }],
    ['ar 0.5', { 60: 0.55, 120: 0.85 }],
  ] as const) {
    const found = shares(kind, step, isFound);
    t.diagnostic(`4 sd, ${kind}: ${inWords(found)}`);
    for (const [count, share] of Object.entries(least))
      assert.ok((found.get(Number(count)) ?? 0) >= share, inWords(found));
  }
});

test('a step is told with its levels and whether it is for the worse', () => {
  const values = [...noisyLine(30, { level: 0.9, seed: 2 }), ...noisyLine(30, { level: 0.87, seed: 3 })];
  const samples = daily(values.map(({ value }) => value));
  const [down, ...more] = analyseSeries(samples, judged(samples)).changes;
  assert.equal(more.length, 0);
  assert.ok(down && down.worse && down.time === START + 30 * DAY);
  assert.ok(Math.abs(down.before - 0.9) < 0.003 && Math.abs(down.after - 0.87) < 0.003);
  const [errors] = analyseSeries(samples, judged(samples, { objective: 'minimize' })).changes;
  assert.equal(errors?.worse, false);
});

/** A break and its repair, a staircase, up and down: one step alone explains little of any. */
const SEVERAL = [
  [0, -4, 0],
  [0, -4, -8],
  [0, 6, 1, -5],
  [0, 4, 0, -4],
  [0, -8, 0, -8, 0],
];

test('several steps are found in order, with noise and without any', (t) => {
  for (const levels of SEVERAL) {
    const count = 120;
    const expected = levels.slice(1).map((_, index) => ((index + 1) * count) / levels.length);
    const stairs = (sd: number, noise: readonly number[]): number[] =>
      noise.map((value, index) => sd * value + (levels[Math.floor((index * levels.length) / count)] ?? NaN));
    const placesOf = (values: readonly number[]): number[] => changesOf(values).map(({ time }) => (time - START) / DAY);
    assert.deepEqual(placesOf(stairs(0, Array<number>(count).fill(0))), expected);
    const random = randomOf(5);
    const found = Array.from({ length: REPEATS }, () => placesOf(stairs(1, random.noise('normal', count))));
    const right = found.filter(
      (places) =>
        places.length === expected.length && places.every((place, at) => Math.abs(place - (expected[at] ?? NaN)) <= 2),
    );
    t.diagnostic(`${levels.join(', ')}: ${((right.length / REPEATS) * 100).toFixed(1)} %`);
    assert.ok(right.length / REPEATS >= 0.9, `${levels.join(', ')}: ${right.length} of ${REPEATS}`);
  }
});

test('a model that is trained again now and then has its steps where that happened', () => {
  const noise = randomOf(8).noise('normal', 120);
  const samples = daily(noise.map((value, index) => 0.9 - 0.001 * (index % 40) + 0.002 * value));
  const { changes, forecast } = analyseSeries(samples, judged(samples, { critical: 0.85 }));
  assert.deepEqual(
    changes.map(({ time, worse }) => [(time - START) / DAY, worse]),
    [
      [40, false],
      [80, false],
    ],
  );
  assert.ok(forecast.state === 'crosses' && forecast.since === START + 80 * DAY, JSON.stringify(forecast));
});

test('steps close to an end are none: too few values tell a new level', () => {
  for (const behind of [1, 2, 3, 4]) {
    assert.deepEqual(changesOf([...Array<number>(40).fill(1), ...Array<number>(behind).fill(0)]), []);
  }
  assert.equal(changesOf([...Array<number>(40).fill(1), ...Array<number>(5).fill(0)]).length, 1);
});
