import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Backend, BackendContext, Source } from '../../server/src/backends/backend.ts';
import { evidentlyBackend, evidentlyStore } from '../../server/src/backends/evidently/backend.ts';
import { fetchHttp } from '../../server/src/backends/fetch-http.ts';
import { fileBackend } from '../../server/src/backends/file/backend.ts';
import { createFileCache } from '../../server/src/backends/file/file-cache.ts';
import { dataFiles } from '../../server/src/main/data-files.ts';
import { parquetCodecs } from '../../server/src/main/decompress.ts';
import { fillEvidently, startEvidently, withoutEvidently, type FilledEvidently } from '../support/systems/evidently.ts';

const skip = withoutEvidently();
const ALL = { from: -Infinity, to: Infinity, maxPoints: 1_000 };
const NAMES = [
  'Accuracy',
  'RocAuc',
  'RowCount',
  'MeanValue(column=age)',
  'F1ByLabel(label=1)',
  'DriftedColumnsCount.share',
  'DriftedColumnsCount.count',
  'UniqueValueCount(column=plan,label=plus).share',
];
const COLUMNS = ['age', 'rate', 'plan'];

const contextOf = (folder: string): BackendContext => ({
  files: dataFiles({ root: folder, bases: [folder], openDatabase: () => Promise.reject(new Error('no database')) }),
  http: fetchHttp({ credentialFor: () => undefined, mayAsk: () => true }),
  signal: new AbortController().signal,
  now: Date.UTC(2026, 5, 1),
});
const newBackend = (): Backend => evidentlyBackend(createFileCache(64_000_000));
const near = (actual: number, expected: number, what: string): void =>
  assert.ok(
    Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
    `${what}: ${actual} is not ${expected}`,
  );

/** Everything that Evidently's own objects say is what the backend says. */
async function compare(backend: Backend, source: Source, { folder, runs }: FilledEvidently): Promise<void> {
  const context = contextOf(folder);
  const listed = (await backend.list(source, context)).map(({ name }) => name);
  for (const metric of NAMES) {
    assert.ok(listed.includes(metric), `${metric} is not among ${listed.join(', ')}`);
    const { samples } = await backend.series(source, { metric, ...ALL }, context);
    assert.deepEqual(
      samples.map(({ time }) => time),
      runs.map(({ time }) => time),
    );
    samples.forEach(({ value }, index) => near(value, runs[index]!.numbers[metric]!, metric));
  }
  const asked = COLUMNS.map((column) => ({ column, method: 'none of them' }));
  const { series } = await backend.drift!(source, { columns: asked, ...ALL }, context);
  let verdicts = 0;
  let scores = 0;
  for (const run of runs) {
    for (const { column, method, threshold, score, verdict } of run.scores) {
      const own = series.filter(
        (one) =>
          one.column === column && one.threshold === threshold && one.samples.some(({ time }) => time === run.time),
      );
      const sample = own
        .flatMap((one) => one.samples.filter(({ time }) => time === run.time))
        .find((one) => Math.abs(one.score - score) < 1e-9);
      assert.ok(sample, `${column} by ${method} of ${new Date(run.time).toISOString()} is missing`);
      scores++;
      if (verdict === null) continue;
      assert.equal(sample.drifted, verdict === 'FAIL', `${column} by ${method}: ${score} against ${threshold}`);
      verdicts++;
    }
  }
  assert.equal(scores, 24);
  assert.equal(verdicts, 12);
  assert.equal(
    series.reduce((sum, one) => sum + one.samples.length, 0),
    scores,
    'nothing is given twice',
  );
}

describe('Evidently', { skip }, () => {
  test('the service gives what its own objects say', { timeout: 240_000 }, async (t) => {
    const running = await startEvidently(t);
    const backend = newBackend();
    const context = contextOf(running.folder);
    for (const project of ['churn', running.project]) {
      await compare(backend, { name: 'drift', type: 'evidently', url: `${running.url}/`, project }, running);
    }
    const source: Source = { name: 'drift', type: 'evidently', url: running.url, project: 'churn' };
    assert.deepEqual(await backend.describe(source, context), { product: 'Evidently 0.7.23', notes: [] });
    assert.ok(backend.link);
    assert.equal(backend.link(source, ALL), `${running.url}/`);
    assert.equal(
      backend.link({ ...source, project: running.project }, ALL),
      `${running.url}/projects/${running.project}`,
    );
    const { from, to } = { from: running.runs[2]!.time, to: running.runs[4]!.time };
    const part = await backend.series(source, { metric: 'RowCount', from, to, maxPoints: 100 }, context);
    assert.equal(part.samples.length, 3);
    const version = await backend.series(source, { metric: 'RowCount', ...ALL, version: '7' }, context);
    assert.equal(version.samples.length, 4);
    assert.deepEqual(version.markers, [{ time: running.runs[2]!.time, kind: 'deployed', label: 'version 7' }]);

    await assert.rejects(backend.describe({ ...source, project: 'nobody' }, context), {
      reason: 'not-found',
      message: /has 0 projects named "nobody"; it has the projects (?:churn, another|another, churn)\./,
    });
    const without: Source = { name: 'drift', type: 'evidently', url: running.url };
    await assert.rejects(backend.series(without, { metric: 'Accuracy', ...ALL }, context), { reason: 'not-found' });
    await assert.rejects(
      backend.series(
        { ...source, project: '00000000-0000-4000-8000-000000000000' },
        { metric: 'Accuracy', ...ALL },
        context,
      ),
      { name: 'SourceError' },
    );
    await running.kill();
    await assert.rejects(backend.describe(source, context), { reason: 'unreachable' });
  });

  test(
    'a service that has no series is read report by report, with the same result',
    { timeout: 240_000 },
    async (t) => {
      const running = await startEvidently(t);
      const backend = newBackend();
      const source = { name: 'drift', type: 'evidently', url: running.url, project: 'churn' };
      const context = contextOf(running.folder);
      const downloads: string[] = [];
      const older: BackendContext = {
        ...context,
        http: async (request, signal) => {
          if (request.url.includes('/download')) downloads.push(request.url);
          const url = request.url.replace('data_series_batch', 'no_such_thing');
          return context.http({ ...request, url }, signal);
        },
      };
      const { series } = await backend.drift!(source, { columns: [{ column: 'age', method: 'psi' }], ...ALL }, older);
      assert.deepEqual(
        series.map(({ method, samples }) => [method, samples.length]),
        [['psi', 6]],
      );
      series[0]!.samples.forEach(({ score }, index) => {
        near(score, running.runs[index]!.scores.find(({ method }) => method === 'psi')!.score, 'psi');
      });
      assert.equal(downloads.length, 6);
    },
  );

  test('a workspace folder and single reports give the same without a server', { timeout: 240_000 }, async (t) => {
    const filled = await fillEvidently(t);
    const evidently = newBackend();
    const file = fileBackend({
      cache: createFileCache(1_000_000),
      codecs: parquetCodecs(),
      stores: [evidentlyStore(evidently)],
    });
    const paths = [
      { path: 'workspace', project: 'churn' },
      { path: 'workspace', project: filled.project },
      { path: `workspace/${filled.project}` },
      { path: 'reports' },
      { path: 'reports/*.json' },
    ];
    for (const place of paths) await compare(evidently, { name: 'drift', type: 'evidently', ...place }, filled);
    await compare(file, { name: 'drift', type: 'file', path: 'reports/*.json' }, filled);
    await compare(file, { name: 'drift', type: 'file', path: `workspace/${filled.project}` }, filled);

    const context = contextOf(filled.folder);
    await assert.rejects(evidently.describe({ name: 'drift', type: 'evidently', path: 'workspace' }, context), {
      message: /has 2 projects\. Set project of the data source "drift" to one of: /,
    });
    const broken = path.join(filled.folder, filled.runs[0]!.report);
    writeFileSync(broken, readFileSync(broken).subarray(0, 1_000));
    const read = await evidently.series(
      { name: 'drift', type: 'evidently', path: 'reports' },
      { metric: 'Accuracy', ...ALL },
      context,
    );
    assert.equal(read.samples.length, 5);
    assert.match(read.notes.join(), /not read: reports\/report-2026-01-01\.json is no JSON, or is cut off/);
  });

  test('a method that changes is two series, never one line', { timeout: 240_000 }, async (t) => {
    const filled = await fillEvidently(t);
    const backend = newBackend();
    const source = { name: 'drift', type: 'evidently', path: 'workspace', project: 'churn' };
    const columns = [{ column: 'rate', method: 'ks' }];
    const { series } = await backend.drift!(source, { columns, ...ALL }, contextOf(filled.folder));
    assert.deepEqual(
      series.map(({ method, direction, samples }) => [method, direction, samples.length]),
      [
        ['ks', 'p-value', 3],
        ['wasserstein', 'distance', 3],
      ],
    );
  });
});
