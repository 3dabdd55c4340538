import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fetchHttp, type FetchHttpOptions } from '../../../../server/src/backends/fetch-http.ts';
import type { HttpRequest, HttpResponse } from '../../../../server/src/backends/http.ts';
import { SourceError, type SourceErrorReason } from '../../../../server/src/backends/source-error.ts';
import { listen, startMisbehaving, type MisbehavingServer } from '../../../support/servers/misbehaving.ts';

const SECRET = 'Bearer s3cret-token-0123456789';
const OPEN: FetchHttpOptions = { credentialFor: () => undefined, mayAsk: () => true };
const KNOWN: FetchHttpOptions = { ...OPEN, credentialFor: () => ({ authorization: SECRET }) };

function ask(
  url: string,
  options: FetchHttpOptions = OPEN,
  request: Partial<HttpRequest> = {},
  signal = new AbortController().signal,
): Promise<HttpResponse> {
  const all: HttpRequest = { source: 'prom', url, method: 'GET', timeoutMs: 5_000, maxBytes: 1_000_000, ...request };
  return fetchHttp(options)(all, signal);
}

/** The error's message; it must have the reason and must not tell a secret. */
async function refusal(asked: Promise<unknown>, reason: SourceErrorReason): Promise<string> {
  const error: unknown = await asked.then(
    () => assert.fail(`was answered, not refused as ${reason}`),
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof SourceError, String(error));
  assert.equal(error.reason, reason, error.message);
  assert.doesNotMatch(`${error.message}\n${error.stack}`, /s3cret|tempting|hunter2/);
  return error.message;
}

test('an answer of any status arrives with small header names', async (t) => {
  const server = await startMisbehaving(t, {
    fine: () => ({ body: { a: 'ä' }, headers: { 'X-Own': 'Yes' } }),
  });
  const fine = await ask(server.at('fine'));
  assert.deepEqual([fine.status, fine.headers['x-own'], fine.body], [200, 'Yes', '{"a":"ä"}']);
  assert.equal((await ask(server.at('failing'))).status, 500);
  assert.equal((await ask(server.at('unauthorised-text'))).body, 'Unauthorized\n');
});

test('a POST brings its body and headers, and no credential of the caller’s own', async (t) => {
  const server = await startMisbehaving(t);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', Authorization: 'Bearer other', Cookie: 'a=b' };
  await ask(server.at('echo'), OPEN, { method: 'POST', headers, body: 'query=up' });
  const [received] = server.requests;
  assert.equal(received?.body, 'query=up');
  assert.equal(received.headers['content-type'], 'application/x-www-form-urlencoded');
  assert.deepEqual([received.headers.authorization, received.headers.cookie], [undefined, undefined]);
});

test('the credential is that of the origin and the source, and an echo of it is taken out', async (t) => {
  const server = await startMisbehaving(t);
  const asked: string[] = [];
  const options: FetchHttpOptions = {
    ...OPEN,
    credentialFor: (origin, source) => {
      asked.push(origin, source);
      return Promise.resolve({ authorization: SECRET, 'x-key': 'key-key-key-key' });
    },
  };
  const answer = await ask(`${server.at('echo')}/a?b=c`, options);
  assert.deepEqual(asked, [server.origin, 'prom']);
  assert.equal(server.requests[0]?.headers.authorization, SECRET);
  assert.doesNotMatch(JSON.stringify(answer), /s3cret|key-key|session=/);
  assert.match(answer.body, /\[hidden\]/);
});

test('an origin that may not be asked is not, and the reason is told', async (t) => {
  const server = await startMisbehaving(t);
  const refused: FetchHttpOptions = { ...KNOWN, mayAsk: (origin) => `Trust ${origin} first.` };
  assert.equal(await refusal(ask(server.at('echo'), refused), 'untrusted'), `Trust ${server.origin} first.`);
  assert.equal(server.requests.length, 0);
});

test('only http and https addresses without user name are asked', async () => {
  const urls = ['file:///etc/passwd', 'ftp://host/x', 'javascript:alert(1)', 'data:text/plain,x', 'nonsense', ''];
  for (const url of urls) await refusal(ask(url), 'unsupported');
  const message = await refusal(ask('https://me:hunter2@prom.example/x?token=hunter2'), 'untrusted');
  assert.match(message, /prom\.example.*user name or password/);
});

test('a credential goes over plain http to this machine only, unless that is allowed', async (t) => {
  const far = 'http://prom.example:9090/api';
  assert.match(
    await refusal(ask(far, KNOWN), 'untrusted'),
    /^The credential for http:\/\/prom\.example:9090 was not sent/,
  );
  assert.match(await refusal(ask('http://localhost.prom.example/', KNOWN), 'untrusted'), /unencrypted/);
  const server = await startMisbehaving(t);
  const { port } = new URL(server.origin);
  assert.equal((await ask(`http://127.0.0.1:${port}/echo`, KNOWN)).status, 200);
  // Allowed, it goes out to the network, where nobody has this name.
  await refusal(
    ask('http://prom.invalid/', { ...KNOWN, maySendInClear: (origin) => origin === 'http://prom.invalid' }),
    'unreachable',
  );
});

test('a redirect to another origin is not followed, and the credential does not arrive there', async (t) => {
  const arrived: (string | undefined)[] = [];
  const thief = await listen(
    t,
    createServer((request, response) => {
      arrived.push(request.headers.authorization);
      response.end('{}');
    }),
  );
  const server = await startMisbehaving(t, {}, thief);
  const message = await refusal(ask(server.at('elsewhere'), KNOWN), 'redirected');
  assert.ok(message.includes(`redirects to ${thief},`), message);
  assert.deepEqual(arrived, []);
  // Another name of the same machine is another origin, too.
  const { port } = new URL(server.origin);
  const named = await startMisbehaving(t, {}, `http://localhost:${port}`);
  await refusal(ask(named.at('elsewhere'), KNOWN), 'redirected');
  assert.equal(server.requests.length, 1);
});

test('redirects within the origin are followed with method, body and credential, five times at most', async (t) => {
  const server = await startMisbehaving(t);
  await ask(`${server.at('moved')}/x?y=1`, KNOWN, { method: 'POST', body: 'query=up' });
  const last = server.requests.at(-1);
  assert.deepEqual(
    [last?.method, last?.url, last?.body, last?.headers.authorization],
    ['POST', '/x?y=1', 'query=up', SECRET],
  );
  const page = await ask(server.at('see-other'), KNOWN, { method: 'POST', body: 'query=up' });
  assert.match(page.body, /password/);
  assert.equal(server.requests.at(-1)?.method, 'GET');
  const before = server.requests.length;
  assert.match(await refusal(ask(server.at('round-and-round')), 'redirected'), /more than 5 times/);
  assert.equal(server.requests.length - before, 6);
});

test('a hang and a slow drip end at the timeout, which covers the whole body', async (t) => {
  const server = await startMisbehaving(t);
  for (const behaviour of ['hang', 'drip']) {
    const started = Date.now();
    const message = await refusal(ask(server.at(behaviour), OPEN, { timeoutMs: 400 }), 'timeout');
    assert.ok(Date.now() - started < 10_000, `${behaviour} took ${Date.now() - started} ms`);
    assert.match(message, /has not answered within 1 s/);
  }
  await endSoon(server);
});

test('cancellation ends a request at once, before, during and instead of it', async (t) => {
  const server = await startMisbehaving(t);
  for (const behaviour of ['hang', 'drip', 'huge']) {
    const controller = new AbortController();
    const asked = ask(server.at(behaviour), OPEN, { timeoutMs: 60_000, maxBytes: 1e9 }, controller.signal);
    setTimeout(() => controller.abort(), 100);
    const started = Date.now();
    await refusal(asked, 'cancelled');
    assert.ok(Date.now() - started < 10_000);
  }
  await endSoon(server);
  const before = server.requests.length;
  await refusal(ask(server.at('echo'), OPEN, {}, AbortSignal.abort()), 'cancelled');
  assert.equal(server.requests.length, before);
  const slow: FetchHttpOptions = { ...OPEN, credentialFor: () => new Promise(() => undefined) };
  await refusal(ask(server.at('echo'), slow, { timeoutMs: 100 }), 'timeout');
});

test('more bytes than asked for are not taken: 500 MB, announced size, 20 GB in gzip', async (t) => {
  const server = await startMisbehaving(t, {
    announced: () => ({ body: 'x'.repeat(2_000_000) }),
  });
  for (const behaviour of ['huge', 'gzip-bomb', 'announced']) {
    const before = { heap: process.memoryUsage().rss, sent: server.sent() };
    const message = await refusal(ask(server.at(behaviour)), 'too-large');
    assert.match(message, /more than 1 MB/);
    const [grown, sent] = [process.memoryUsage().rss - before.heap, server.sent() - before.sent];
    // The rest of the 500 MB, and of what unpacks to 20 GB, has never been sent.
    assert.ok(sent < 50_000_000, `${behaviour}: ${sent} bytes were sent`);
    assert.ok(grown < 150_000_000, `${behaviour}: memory grew by ${grown} bytes`);
  }
  await endSoon(server);
  assert.equal((await ask(server.at('announced'), OPEN, { maxBytes: 2_000_000 })).body.length, 2_000_000);
});

test('what the network does is told in words, without the texts of libraries', async (t) => {
  const server = await startMisbehaving(t);
  const closed = await closedPort();
  const message = await refusal(ask(`${closed}/x?token=hunter2`, KNOWN), 'unreachable');
  assert.ok(message.startsWith(`${closed}: nothing answers there`), message);
  assert.match(await refusal(ask('https://prom.invalid/x'), 'unreachable'), /its name is not known here/);
  assert.match(await refusal(ask(server.origin.replace('http', 'https')), 'unreachable'), /does not speak TLS/);
  assert.match(await refusal(ask('http://127.0.0.1:6000/'), 'unreachable'), /cannot be asked/);
  await refusal(ask(server.at('broken-off')), 'unreachable');
  assert.match(await refusal(ask(server.at('bad-gzip')), 'bad-answer'), /cannot be unpacked/);
});

test('a credential or header that cannot be sent is told without repeating it', async (t) => {
  const server = await startMisbehaving(t);
  const broken: FetchHttpOptions = { ...OPEN, credentialFor: () => ({ authorization: `${SECRET}\r\nx: y` }) };
  assert.match(await refusal(ask(server.at('echo'), broken), 'unauthorised'), /Connect the data source again/);
  const tenant = { 'X-Scope-OrgID': 'hunter2\n' + 'x: y' };
  await refusal(ask(server.at('echo'), KNOWN, { headers: tenant }), 'bad-query');
  assert.equal(server.requests.length, 0);
});

async function endSoon(server: MisbehavingServer): Promise<void> {
  for (let tries = 0; tries < 40 && server.open() > 0; tries++) await new Promise((go) => setTimeout(go, 50));
  assert.equal(server.open(), 0, 'requests that were given up go on');
}

/** An origin where nothing listens. */
async function closedPort(): Promise<string> {
  const releases: (() => void | Promise<void>)[] = [];
  const origin = await listen({ after: (release) => releases.push(release) }, createServer());
  for (const release of releases) await release();
  return origin;
}
