import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import type { BackendContext, SeriesRequest, Source } from '../../../../server/src/backends/backend.ts';
import { prometheus } from '../../../../server/src/backends/prometheus/client.ts';
import { backendOf } from '../../../../server/src/backends/registry.ts';
import type { SourceErrorReason } from '../../../../server/src/backends/source-error.ts';
import { listen, startMisbehaving, type Behaviour, type OwnAnswer } from '../../../support/servers/misbehaving.ts';
import { networkContext, refused } from '../../../support/systems/context.ts';

/** The server's clock is this machine's. */
const NOW = Math.floor(Date.now() / 1000) * 1000;
const REQUEST: SeriesRequest = { query: 'avg(auc)', from: NOW - 86_400_000, to: NOW, maxPoints: 500 };
const SECRET = 'Bearer s3cret-token-0123456789';
const SHORT_MS = 500;
const at = (url: string, more: Partial<Source> = {}): Source => ({ name: 'prom', type: 'prometheus', url, ...more });

/** Waits only half a second, and checks that what was asked for has bounds at all. */
function impatient(more: Parameters<typeof networkContext>[0] = {}): BackendContext {
  const context = networkContext({ credentialFor: () => ({ authorization: SECRET }), now: NOW, ...more });
  return {
    ...context,
    http: (request, signal) => {
      assert.ok(request.timeoutMs <= 60_000 && request.maxBytes <= 20_000_000);
      return context.http({ ...request, timeoutMs: SHORT_MS }, signal);
    },
  };
}

const REASONS: Readonly<Record<Exclude<Behaviour, 'echo' | 'moved' | 'endless-paging'>, SourceErrorReason>> = {
  'unauthorised-text': 'unauthorised',
  forbidden: 'forbidden',
  'rate-limited': 'rate-limited',
  'rate-limited-until': 'rate-limited',
  failing: 'bad-answer',
  starting: 'unreachable',
  hang: 'timeout',
  drip: 'timeout',
  huge: 'too-large',
  'gzip-bomb': 'too-large',
  'bad-gzip': 'bad-answer',
  truncated: 'bad-answer',
  'broken-off': 'unreachable',
  nan: 'bad-answer',
  login: 'unauthorised',
  'web-page': 'bad-answer',
  elsewhere: 'redirected',
  'see-other': 'unauthorised',
  'round-and-round': 'redirected',
};

for (const [behaviour, reason] of Object.entries(REASONS))
  test(`a server that misbehaves as ${behaviour} is told as ${reason}, by every verb, in bounded time and memory`, async (t) => {
    const arrived: unknown[] = [];
    const elsewhere = await listen(
      t,
      createServer((request, response) => {
        arrived.push(request.headers.authorization);
        response.end('{}');
      }),
    );
    const server = await startMisbehaving(t, {}, elsewhere);
    const source = at(server.at(behaviour));
    const context = impatient();
    const before = process.memoryUsage().rss;
    const verbs = [
      () => prometheus.series(source, REQUEST, context),
      () => prometheus.describe(source, context),
      () => prometheus.list(source, context),
      () => prometheus.rules!(source, context),
      () => prometheus.drift!(source, { ...REQUEST, columns: [{ column: 'a', method: 'psi', query: 'b' }] }, context),
    ];
    for (const verb of verbs) {
      const started = Date.now();
      const { message, retryAfter } = await refused(verb(), reason);
      assert.ok(Date.now() - started < 6 * SHORT_MS + 10_000, `took ${Date.now() - started} ms`);
      assert.doesNotMatch(message, /s3cret|tempting|undefined|\[object/);
      assert.match(message, /^[^\n]{20,400}[.?]$/);
      if (behaviour === 'rate-limited') assert.equal(retryAfter, 17_000);
      if (behaviour === 'rate-limited-until')
        assert.ok(retryAfter === 90_000 || retryAfter === 89_000, `${retryAfter}`);
    }
    assert.deepEqual(arrived, []);
    assert.ok(process.memoryUsage().rss - before < 300_000_000);
  });

test('an answer that pages without end is given up', async (t) => {
  const server = await startMisbehaving(t);
  const { message } = await refused(prometheus.rules!(at(server.at('endless-paging')), impatient()), 'bad-answer');
  assert.match(message, /pages without end/);
  assert.ok(server.requests.length <= 50);
});

test('cancelling ends every verb', async (t) => {
  const server = await startMisbehaving(t);
  for (const verb of [
    (context: BackendContext) => prometheus.series(at(server.at('hang')), { ...REQUEST, from: -Infinity }, context),
    (context: BackendContext) => prometheus.list(at(server.at('hang')), context),
    (context: BackendContext) => prometheus.rules!(at(server.at('drip')), context),
  ]) {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await refused(verb(impatient({ signal: controller.signal })), 'cancelled');
  }
});

const found = (...values: unknown[]): OwnAnswer => ({
  body: { status: 'success', data: { resultType: 'matrix', result: [{ metric: {}, values }] } },
});
const seconds = NOW / 1000;

test('a proxy that lets read with GET only is read with GET', async (t) => {
  const server = await startMisbehaving(t, {
    'read-only': ({ method }) => (method === 'GET' ? found([seconds - 900, '1']) : { status: 403, body: 'read-only' }),
    'no-post': ({ method }) => (method === 'GET' ? found([seconds - 900, '1']) : { status: 405, body: '' }),
  });
  for (const behaviour of ['read-only', 'no-post']) {
    const { samples } = await prometheus.series(at(server.at(behaviour)), REQUEST, impatient());
    assert.deepEqual(samples, [{ time: NOW - 900_000, value: 1 }]);
  }
  const posted = server.requests.find(({ method }) => method === 'POST');
  const got = server.requests.find(({ method }) => method === 'GET');
  assert.equal(posted?.headers['content-type'], 'application/x-www-form-urlencoded');
  assert.deepEqual(new URLSearchParams(posted.body), new URL(got?.url ?? '', 'http://h').searchParams);
  const long = { ...REQUEST, query: `avg(auc{a="${'x'.repeat(8_000)}"})` };
  await refused(prometheus.series(at(server.at('read-only')), long, impatient()), 'forbidden');
});

test('tenant, path and query of the url reach the server with every request', async (t) => {
  const server = await startMisbehaving(t, { own: () => found([seconds - 900, '1']) });
  await prometheus.series(at(`${server.at('own')}/api/prom?extra=1`, { tenant: 'a|b' }), REQUEST, impatient());
  assert.ok(server.requests.length > 0);
  for (const { url, headers } of server.requests) {
    assert.match(url, /^\/api\/prom\/api\/v1\/query(?:_range)?\?extra=1$/);
    assert.equal(headers['x-scope-orgid'], 'a|b');
    assert.equal(headers.authorization, SECRET);
  }
  const { message } = await refused(
    prometheus.describe(
      at((await startMisbehaving(t, { mimir: () => ({ status: 401, body: 'no org id\n' }) })).at('mimir')),
      impatient(),
    ),
    'unauthorised',
  );
  assert.match(message, /wants to know the tenant/);
});

test('warnings, a wrong clock and disorder are told beside the numbers', async (t) => {
  const hour = new Date(NOW - 3_600_000).toUTCString();
  const server = await startMisbehaving(t, {
    thanos: () => ({
      body: {
        ...(found([seconds - 60, '1']).body as object),
        warnings: ['\u001b[31mstore <b>down</b>\u0000', 3],
        infos: ['i'],
      },
    }),
    skewed: () => ({ ...found([seconds - 3_600, '1']), headers: { date: hour } }),
    disorder: () => found([seconds - 60, '3'], [seconds - 120, '1'], [seconds - 60, '4'], [seconds + 9_999, '5']),
  });
  const ask = async (behaviour: string) => prometheus.series(at(server.at(behaviour)), REQUEST, impatient());
  assert.deepEqual((await ask('thanos')).notes.slice(0, 2), ['store <b>down</b>', 'i']);
  assert.match((await ask('skewed')).notes.join(), /clock is 60 min behind this machine’s/);
  const { samples, notes } = await ask('disorder');
  assert.deepEqual(
    samples.map(({ value }) => value),
    [1, 4],
  );
  assert.match(notes.join(), /out of order or twice/);
});

test('the server’s own words on a wrong query are told, made harmless', async (t) => {
  const error = (status: number, errorType: string, words: string): OwnAnswer => ({
    status,
    body: { status: 'error', errorType, error: words },
  });
  const server = await startMisbehaving(t, {
    parse: () => error(400, 'bad_data', '1:4: parse error: unexpected \u001b[31m<b>"x"</b>'),
    samples: () => error(422, 'execution', 'query processing would load too many samples into memory'),
    slow: () => error(503, 'timeout', 'query timed out'),
    fine: () => error(200, 'bad_data', 'said with 200'),
    odd: () => error(400, '__proto__', 'x'.repeat(9_999)),
    grafana: () => ({ status: 404, body: { message: 'Data source not found', traceID: '' } }),
  });
  const refusal = async (behaviour: string, reason: SourceErrorReason): Promise<string> =>
    (await refused(prometheus.series(at(server.at(behaviour)), REQUEST, impatient()), reason)).message;
  const where = `prom (${server.origin})`;
  assert.equal(
    await refusal('parse', 'bad-query'),
    `${where} does not accept the query: 1:4: parse error: unexpected <b>"x"</b>. Correct the query in the plan.`,
  );
  assert.match(await refusal('samples', 'bad-query'), /cannot compute the query: .*too many samples/);
  assert.match(await refusal('slow', 'timeout'), /took too long/);
  assert.match(await refusal('fine', 'bad-query'), /said with 200/);
  assert.ok((await refusal('odd', 'bad-query')).length < 500);
  assert.match(await refusal('grafana', 'not-found'), /has nothing here: Data source not found\./);
});

test('what is too much for the server is asked for once more with fewer moments', async (t) => {
  const asked: number[] = [];
  const server = await startMisbehaving(t, {
    small: ({ url, body }) => {
      if (!url.includes('query_range')) return found();
      const step = Number(new URLSearchParams(body).get('step'));
      asked.push(step);
      const error = 'query processing would load too many samples into memory in query execution';
      return step < 60
        ? { status: 422, body: { status: 'error', errorType: 'execution', error } }
        : found([seconds - 900, '1']);
    },
  });
  const { samples } = await prometheus.series(at(server.at('small')), REQUEST, impatient());
  assert.equal(samples.length, 1);
  assert.deepEqual(asked, [15, 300]);
  await refused(prometheus.series(at(server.at('small')), { ...REQUEST, maxPoints: 9_000 }, impatient()), 'bad-query');
  assert.equal(asked.length, 3);
});

test('a column with a wrong query does not hide the others', async (t) => {
  const server = await startMisbehaving(t, {
    drift: ({ body }) =>
      new URLSearchParams(body).get('query') === 'bad('
        ? { status: 400, body: { status: 'error', errorType: 'bad_data', error: 'parse error' } }
        : found([seconds - 900, '0.3']),
  });
  const columns = [
    { column: 'tenure', method: 'psi', query: 'good' },
    { column: 'fee', method: 'psi', query: 'bad(' },
    { column: 'age', method: 'ks' },
  ];
  const { series, notes } = await prometheus.drift!(at(server.at('drift')), { ...REQUEST, columns }, impatient());
  assert.deepEqual(
    series.map(({ column, samples }) => [column, samples.map(({ score }) => score)]),
    [['tenure', [0.3]]],
  );
  assert.match(notes.join('\n'), /^fee: prom .*parse error/m);
  assert.match(notes.join('\n'), /^age: prom .* needs a query/m);
});

test('the whole history is looked for once, and a year is taken where that is too much', async (t) => {
  const spans: number[] = [];
  const server = await startMisbehaving(t, {
    picky: ({ url, body }) => {
      const params = new URLSearchParams(body);
      const span = Number(params.get('end')) - Number(params.get('start'));
      if (url.includes('query_range')) spans.push(Math.round(span / 86_400));
      return span > 400 * 86_400
        ? {
            status: 422,
            body: { status: 'error', errorType: 'execution', error: 'the query time range exceeds the limit' },
          }
        : found([seconds - 9_000, '1']);
    },
  });
  const { samples, notes } = await prometheus.series(
    at(server.at('picky')),
    { ...REQUEST, from: -Infinity },
    impatient(),
  );
  assert.equal(samples.length, 1);
  assert.equal(spans.length, 2);
  assert.ok(spans[0]! > 5 * 365 - 8 && spans[0]! <= 5 * 365 && Math.abs(spans[1]! - 365) <= 1, spans.join());
  assert.match(notes.join(), /only the last year was asked for/);
});

test('the registry knows it by the type in plans', () => {
  assert.equal(backendOf('prometheus'), prometheus);
  assert.equal(backendOf('constructor'), undefined);
});
