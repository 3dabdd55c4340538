import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend, Source } from '../../../../server/src/backends/backend.ts';
import { evidentlyBackend, evidentlyStore } from '../../../../server/src/backends/evidently/backend.ts';
import { batchOf } from '../../../../server/src/backends/evidently/read-server.ts';
import { timeInName } from '../../../../server/src/backends/evidently/time.ts';
import { isDrift } from '../../../../server/src/backends/evidently/verdict.ts';
import { createFileCache } from '../../../../server/src/backends/file/file-cache.ts';
import { fileContext, memoryFiles } from '../../../support/memory-files.ts';

const ALL = { from: -Infinity, to: Infinity, maxPoints: 100 };
const backend = (): Backend => evidentlyBackend(createFileCache(1_000_000));
const source: Source = { name: 'drift', type: 'evidently', path: '*.json' };
const metric = (type: string, config: object, value: unknown): object => ({
  id: JSON.stringify([type, config]),
  config: { type: `evidently:metric_v2:${type}`, ...config },
  value,
});
const report = (...metrics: object[]): string => JSON.stringify({ metrics, tests: [] });

test('the verdict follows the direction of the method, and what Evidently does at the threshold', () => {
  assert.equal(isDrift('K-S p_value', 0.05, 0.05), true);
  assert.equal(isDrift('ks', 0.05, 0.051), false);
  assert.equal(isDrift('chi-square p_value', 0.05, 0.05), false);
  assert.equal(isDrift('chisquare', 0.05, 0.049), true);
  assert.equal(isDrift('Wasserstein distance (normed)', 0.1, 0.1), true);
  assert.equal(isDrift('psi', 0.1, 0.099), false);
  assert.equal(isDrift('Energy-distance', 0.1, 0.1), false);
  assert.equal(isDrift('Total-Variation-Distance', 0.1, 0.01), true);
  assert.equal(isDrift('Percentile text content drift', 0.95, 0.99), undefined);
  assert.equal(isDrift('homemade', 0.1, 1), undefined);
  assert.equal(isDrift('psi', undefined, 1), undefined);
});

test('a name says no more than tells numbers apart, and each name in the list is found again', async () => {
  const content = report(
    metric('Accuracy', { classification_name: 'default' }, 0.9),
    metric('MeanValue', { column: 'age' }, 40),
    metric('MeanValue', { column: 'a,b (c)' }, 41),
    metric('Precision', { k: 3 }, 0.5),
    metric('Precision', { k: 5 }, 0.6),
    metric('DriftedColumnsCount', { drift_share: 0.5 }, { count: 1, share: 0.5 }),
  );
  const context = fileContext(memoryFiles({ '2026-01-01.json': content }));
  const names = (await backend().list(source, context)).map(({ name }) => name);
  assert.deepEqual(names, [
    'Accuracy',
    'DriftedColumnsCount.count',
    'DriftedColumnsCount.share',
    'MeanValue(column=a,b (c))',
    'MeanValue(column=age)',
    'Precision(k=3)',
    'Precision(k=5)',
  ]);
  const values = await Promise.all(
    names.map(async (name) => (await backend().series(source, { metric: name, ...ALL }, context)).samples[0]?.value),
  );
  assert.deepEqual(values, [0.9, 1, 0.5, 41, 40, 0.5, 0.6]);
  const ask = (name?: string): Promise<unknown> =>
    backend().series(source, { ...(name !== undefined && { metric: name }), ...ALL }, context);
  await assert.rejects(ask('Precision'), {
    reason: 'bad-query',
    message: /names 2 numbers .*Precision\(k=3\); Precision\(k=5\)/,
  });
  await assert.rejects(ask('DriftedColumnsCount'), {
    reason: 'not-found',
    message: /It has DriftedColumnsCount\.count; DriftedColumnsCount\.share\./,
  });
  await assert.rejects(ask('auc'), { reason: 'not-found', message: /no number "auc"\. It has / });
  await assert.rejects(ask(''), { reason: 'bad-query' });
  await assert.rejects(ask(), { message: /Add metric\.$/ });
});

test('a number that is computed in another way is not joined to what came before', async () => {
  const files = memoryFiles({
    '2026-01-01.json': report(metric('Precision', { k: 3 }, 0.5)),
    '2026-01-02.json': report(metric('Precision', { k: 5 }, 0.6)),
  });
  const { samples, notes } = await backend().series(source, { metric: 'Precision', ...ALL }, fileContext(files));
  assert.deepEqual(samples, [{ time: Date.UTC(2026, 0, 2), value: 0.6 }]);
  assert.deepEqual(notes, ['computed in another way before 2026-01-02: earlier values are not shown']);
});

test('a batch is padded, ordered by time, and free of what does not fit', () => {
  const stamp = (timestamp: unknown): object => ({ snapshot_id: 'x', timestamp, tags: [], metadata: {} });
  const series = (params: object, values: unknown): object => ({
    metric_type: 'evidently:metric_v2:ValueDrift',
    params,
    values,
  });
  const { series: read, notes } = batchOf(
    { who: 'Evidently' },
    {
      sources: [
        stamp('2026-01-02T00:00:00'),
        stamp('2026-01-01T00:00:00+01:00'),
        stamp('soon'),
        stamp('2026-01-03T00:00:00Z'),
      ],
      series: [
        series({ column: 'age' }, [0.2, 0.1]),
        series({ column: 'b' }, [null, 'x', 1, 0.3]),
        series({ column: 'c' }, [1, 2, 3, 4, 5]),
        series({ column: 'd' }, 'values'),
        null,
      ],
    },
  );
  assert.deepEqual(
    read.map(({ params, samples }) => [
      params.get('column'),
      samples.map(({ time, value }) => [new Date(time).toISOString().slice(0, 10), value]),
    ]),
    [
      [
        'age',
        [
          ['2025-12-31', 0.1],
          ['2026-01-02', 0.2],
        ],
      ],
      ['b', [['2026-01-03', 0.3]]],
    ],
  );
  assert.deepEqual(notes, ['3 series of the answer do not fit its reports']);
  for (const bad of [null, [], {}, { sources: [] }, 'x']) {
    assert.throws(() => batchOf({ who: 'Evidently' }, bad), { reason: 'bad-answer' });
  }
});

test('a time is that of the report, or of its name', () => {
  assert.equal(timeInName('reports/2026-01-31.json'), Date.UTC(2026, 0, 31));
  assert.equal(timeInName('2025-01-01/report_2026-01-31T06-30.json'), Date.UTC(2026, 0, 31, 6, 30));
  assert.equal(timeInName('reports/20260131.json'), undefined);
  assert.equal(timeInName('reports/2026-13-31.json'), undefined);
});

test('only what is a report is taken for one among files', async () => {
  const knows = (content: string): Promise<boolean> =>
    evidentlyStore(backend()).knows('a.json', memoryFiles({ 'a.json': content }));
  assert.equal(await knows(report(metric('RowCount', {}, 1))), true);
  assert.equal(await knows('{"report": {"items": []}, "name": null}'), true);
  assert.equal(await knows('{"version": "0.4.1", "metrics": [{"metric": "x"}]}'), true);
  assert.equal(await knows('{"violations": []}'), false);
  assert.equal(await knows(''), false);
});

test('bad files among good ones are named, and no file at all is said', async () => {
  const files = memoryFiles({
    'a.json': report(metric('RowCount', {}, 1)),
    'b.json': '{',
    'c.json': '{}',
    'd.json': '\0\u0001',
  });
  const { notes, samples } = await backend().series(source, { metric: 'RowCount', ...ALL }, fileContext(files));
  assert.equal(samples.length, 1);
  assert.deepEqual(notes, [
    '1 report says no time: that of the file counts',
    'not read: d.json is no JSON, or is cut off; c.json is no report of Evidently; b.json is no JSON, or is cut off',
  ]);
  await assert.rejects(backend().describe(source, fileContext(memoryFiles({ 'b.json': '{' }))), {
    reason: 'bad-answer',
  });
  await assert.rejects(backend().describe(source, fileContext(memoryFiles({}))), { reason: 'not-found' });
  await assert.rejects(backend().describe({ name: 'd', type: 'evidently' }, fileContext(memoryFiles({}))), {
    message: /has neither url nor path/,
  });
});
