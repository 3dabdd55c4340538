import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { collect } from '../../../../server/src/backends/mlflow/collect.ts';
import { driftNames } from '../../../../server/src/backends/mlflow/drift.ts';
import { readLines } from '../../../../server/src/backends/mlflow/store/metric-file.ts';
import type { Run } from '../../../../server/src/backends/mlflow/tracking.ts';
import { versionMeant, versionsOf } from '../../../../server/src/backends/mlflow/versions.ts';

const ALL = { from: -Infinity, to: Infinity };

const run = (id: string, start: number, tags: Readonly<Record<string, string>> = {}): Run => ({
  id,
  experiment: '1',
  name: id,
  start,
  latest: new Map(),
  tags: new Map(Object.entries(tags)),
});

test('of several values with one time that of the last run counts, then of the greatest step, then the greatest', () => {
  const runs = [run('old', 1), run('new', 2)];
  const value = (of: string, step: number, number: number) => ({ run: of, time: 10, step, value: number });
  const values = [value('new', 1, 5), value('new', 2, 3), value('old', 9, 8), value('new', 2, 4), value('new', 0, 6)];
  fc.assert(
    fc.property(fc.shuffledSubarray(values, { minLength: values.length }), (shuffled) => {
      assert.deepEqual(collect(shuffled, runs, ALL).samples, [{ time: 10, value: 4 }]);
    }),
  );
});

test('a value without a time has that of its run, and what is not finite never hides what is', () => {
  const values = [
    { run: 'a', time: 0, step: 0, value: 1 },
    { run: 'a', time: 50, step: 0, value: 2 },
    { run: 'a', time: 50, step: 1, value: Number.NaN },
    { run: 'unknown', time: 0, step: 0, value: 3 },
    { run: 'a', time: 60, step: 0, value: -Infinity },
  ];
  const { samples, notFinite } = collect(values, [run('a', 40)], { from: 40, to: 60 });
  assert.deepEqual(samples, [
    { time: 40, value: 1 },
    { time: 50, value: 2 },
  ]);
  assert.equal(notFinite, 2);
});

test('a run belongs to the version it says, else made, else its parent does', () => {
  const registered = {
    name: 'm',
    versions: [
      { version: '2', created: 2, aliases: ['champion', '1'], runId: 'made' },
      { version: '1', created: 1, aliases: [] },
    ],
  };
  const runs = [
    run('made', 0),
    run('says', 0, { model_version: ' v1 ' }),
    run('child', 0, { 'mlflow.parentRunId': 'says' }),
    run('other child', 0, { 'mlflow.parentRunId': 'made' }),
    run('silent', 0, { model_version: '' }),
  ];
  assert.deepEqual([...versionsOf(runs, registered).values()], ['2', '1', '1', '2', undefined]);
  assert.equal(versionMeant('champion', registered), '2');
  assert.equal(versionMeant('1', registered), '1');
  assert.equal(versionMeant('9', undefined), '9');
});

test('a drift metric’s names; a column may hold anything', () => {
  assert.deepEqual(driftNames({ column: 'age', method: 'psi' }).slice(0, 5), [
    'drift/psi/age',
    'psi/age',
    'psi.age',
    'psi_age',
    'age/psi',
  ]);
  assert.equal(driftNames({ column: '$& M C', method: '$1' })[1], '$1/$& M C');
});

test('lines of a metric’s file, as old and new versions have written them', () => {
  const text =
    '1000 0.5\n2000 nan 1\n3000 -inf 2\r\n4000 1e-07 3 dataset digest\n\nrubbish\n5000 0x10 1\n-1 2 3\n6000 1_0 2\n7000';
  assert.deepEqual(readLines(text, 'r'), [
    { run: 'r', time: 1000, value: 0.5, step: 0 },
    { run: 'r', time: 2000, value: Number.NaN, step: 1 },
    { run: 'r', time: 3000, value: -Infinity, step: 2 },
    { run: 'r', time: 4000, value: 1e-7, step: 3 },
  ]);
});
