import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { BackendContext, Source } from '../../../../server/src/backends/backend.ts';
import { fetchHttp } from '../../../../server/src/backends/fetch-http.ts';
import { serverTracking } from '../../../../server/src/backends/mlflow/client.ts';
import { LIMITS } from '../../../../server/src/backends/mlflow/limits.ts';
import { mlflow } from '../../../../server/src/backends/mlflow/mlflow.ts';
import { readSeries } from '../../../../server/src/backends/mlflow/series.ts';
import { SourceError, type SourceErrorReason } from '../../../../server/src/backends/source-error.ts';
import { fileContext, memoryFiles } from '../../../support/memory-files.ts';
import { startMisbehaving, type OwnAnswer, type ReceivedRequest } from '../../../support/servers/misbehaving.ts';

const ALL = { from: -Infinity, to: Infinity, maxPoints: 1000 };
const QUICK = { ...LIMITS, timeoutMs: 500, bytes: 1_000_000 };

const contextWithNetwork = (signal?: AbortSignal): BackendContext => ({
  ...fileContext(memoryFiles({}), signal),
  http: fetchHttp({ credentialFor: () => undefined, mayAsk: () => true }),
});

/** An MLflow of one experiment, whose answers differ from a real one in what `own` says, by verb. */
function answering(
  t: TestContext,
  own: Readonly<Record<string, (request: ReceivedRequest) => OwnAnswer>>,
): Promise<{ source: Source; asked: readonly ReceivedRequest[] }> {
  const usual: Readonly<Record<string, unknown>> = {
    'experiments/get-by-name': { experiment: { experiment_id: '7', name: 'x' } },
    'runs/search': { runs: [run('a'.repeat(32))] },
  };
  return startMisbehaving(t, {
    mlflow: (request) => {
      const verb = /^\/api\/2\.0\/mlflow\/([^?]*)/.exec(request.url)?.[1] ?? '';
      return own[verb]?.(request) ?? { body: usual[verb] ?? {} };
    },
  }).then((server) => ({
    source: { name: 's', type: 'mlflow', url: server.at('mlflow'), project: 'x' },
    asked: server.requests,
  }));
}

const run = (id: string, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  info: { run_id: id, experiment_id: '7', start_time: 1000 },
  data: { metrics: [{ key: 'auc', value: 1, timestamp: 2000, step: 0 }] },
  ...more,
});

const EXPECTED: readonly (readonly [behaviour: string, reason: SourceErrorReason])[] = [
  ['unauthorised-text', 'unauthorised'],
  ['forbidden', 'forbidden'],
  ['rate-limited', 'rate-limited'],
  ['failing', 'bad-answer'],
  ['starting', 'unreachable'],
  ['hang', 'timeout'],
  ['drip', 'timeout'],
  ['huge', 'too-large'],
  ['gzip-bomb', 'too-large'],
  ['truncated', 'bad-answer'],
  ['nan', 'bad-answer'],
  ['login', 'unauthorised'],
  ['web-page', 'bad-answer'],
  ['elsewhere', 'redirected'],
  ['nothing-there', 'not-found'],
];

test('a server that misbehaves ends in a reason, soon', async (t) => {
  const server = await startMisbehaving(t);
  await Promise.all(
    EXPECTED.map(async ([behaviour, reason]) => {
      const source: Source = { name: 's', type: 'mlflow', url: server.at(behaviour), project: '1' };
      const tracking = serverTracking(source, contextWithNetwork(), QUICK);
      await assert.rejects(readSeries(tracking, source, { ...ALL, metric: 'auc' }, QUICK), (error) => {
        assert.ok(error instanceof SourceError, `${behaviour}: ${String(error)}`);
        assert.equal(error.reason, reason, `${behaviour}: ${error.message}`);
        return true;
      });
    }),
  );
});

test('pages that never end, or repeat themselves, are given up', async (t) => {
  let page = 0;
  for (const token of [() => 'same', () => `page ${page++}`]) {
    const { source, asked } = await answering(t, { 'runs/search': () => ({ body: { next_page_token: token() } }) });
    const reading = mlflow.series(source, { ...ALL, metric: 'auc' }, contextWithNetwork());
    if (token() === 'same') await assert.rejects(reading, /the same page again and again/);
    else assert.deepEqual((await reading).samples, []);
    assert.ok(asked.length <= 2 * LIMITS.pages + 5, `${asked.length} requests`);
  }
});

test('an answer that is none of MLflow’s is told, whatever is wrong with it', async (t) => {
  const wrong = [[], 3, { runs: 3 }, { runs: [null] }, { runs: [{ info: {} }] }, { runs: [{ data: {} }] }];
  const metrics = [{ key: 'auc', value: 'much', timestamp: 1 }, { value: 1 }, 'x', { key: 'auc', value: {} }];
  const runs = metrics.map((metric) => ({ runs: [run('b'.repeat(32), { data: { metrics: [metric] } })] }));
  for (const body of [...wrong, ...runs]) {
    const { source } = await answering(t, { 'runs/search': () => ({ body }) });
    await assert.rejects(mlflow.series(source, { ...ALL, metric: 'auc' }, contextWithNetwork()), (error) => {
      assert.ok(
        error instanceof SourceError && error.reason === 'bad-answer',
        `${JSON.stringify(body)} ${String(error)}`,
      );
      assert.match(error.message, /none of MLflow’s/);
      return true;
    });
  }
});

test('a server too old for histories of many runs is asked run by run', async (t) => {
  const page = '<!doctype html><title>404 Not Found</title>';
  const { source } = await answering(t, {
    'metrics/get-history-bulk-interval': () => ({ status: 404, headers: { 'content-type': 'text/html' }, body: page }),
    'metrics/get-history': ({ url }) => {
      const first = !url.includes('page_token');
      // Before 1.28 64-bit integers were strings; step 0 may be left out.
      const metrics = [{ key: 'auc', value: first ? 0.5 : 0.25, timestamp: first ? '2000' : '3000' }];
      return { body: { metrics, ...(first && { next_page_token: 'more' }) } };
    },
  });
  const { samples } = await mlflow.series(source, { ...ALL, metric: 'auc' }, contextWithNetwork());
  assert.deepEqual(samples, [
    { time: 2000, value: 0.5 },
    { time: 3000, value: 0.25 },
  ]);
});

test('where one page of runs is too large, smaller ones are asked for', async (t) => {
  const sizes: number[] = [];
  const { source } = await answering(t, {
    'runs/search': ({ body }) => {
      const { max_results } = JSON.parse(body) as { max_results: number };
      sizes.push(max_results);
      const tags = [{ key: 'note', value: 'x'.repeat(20_000 * max_results) }];
      return { body: { runs: [run('c'.repeat(32), { data: { metrics: [], tags } })] } };
    },
  });
  const tracking = serverTracking(source, contextWithNetwork(), QUICK);
  assert.equal((await tracking.runs(['7'], 1000)).runs.length, 1);
  assert.deepEqual(sizes, [200, 40]);
});

test('workspace, static prefix and a pasted page address go where they must', async (t) => {
  const { source, asked } = await answering(t, {});
  for (const tail of ['', '/', '/#/experiments/7', '/?x=1', '/api/2.0/mlflow/'])
    await mlflow.list({ ...source, url: `${source.url ?? ''}${tail}`, tenant: 'team a' }, contextWithNetwork());
  const paths = new Set(asked.map(({ url }) => url.replace(/\?.*/, '')));
  assert.deepEqual([...paths], ['/api/2.0/mlflow/experiments/get-by-name', '/api/2.0/mlflow/runs/search']);
  assert.ok(asked.every(({ headers }) => headers['x-mlflow-workspace'] === 'team a'));
});

test('names are asked for as they are', async (t) => {
  const { source, asked } = await answering(t, {
    'registered-models/get': () => ({ body: { registered_model: { name: 'it' } } }),
  });
  await mlflow.registry?.(source, "it's & more", contextWithNetwork());
  const query = new URLSearchParams(asked.at(-1)?.url.split('?')[1]);
  assert.equal(query.get('filter'), `name="it's & more"`);
  await assert.rejects(
    mlflow.registry?.(source, `'"`, contextWithNetwork()) ?? Promise.resolve(),
    /both kinds of quotes/,
  );
});

test('cancelled before and while it waits, it says so', async (t) => {
  const server = await startMisbehaving(t);
  const source: Source = { name: 's', type: 'mlflow', url: server.at('hang') };
  await assert.rejects(mlflow.list(source, contextWithNetwork(AbortSignal.abort())), { reason: 'cancelled' });
  await assert.rejects(mlflow.list(source, contextWithNetwork(AbortSignal.timeout(50))), { reason: 'cancelled' });
});
