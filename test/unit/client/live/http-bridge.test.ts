import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import type { CancellationToken } from 'vscode';
import { accessOf } from '../../../../client/src/live/access.ts';
import { Consent } from '../../../../client/src/live/consent.ts';
import { Credentials } from '../../../../client/src/live/credentials.ts';
import { HttpBridge } from '../../../../client/src/live/http-bridge.ts';
import type { HttpParams } from '../../../../server/src/protocol/decay.ts';
import { memento } from '../../../support/memento.ts';
import { secretStorage } from '../../../support/secrets.ts';

const TOKEN = 'canary-7f3a9c51d2';

/** A token that can be cancelled, as the protocol's are. */
function cancellable(): { token: CancellationToken; cancel: () => void } {
  let listener: ((event: unknown) => unknown) | undefined;
  const token: CancellationToken = {
    isCancellationRequested: false,
    onCancellationRequested: (given) => {
      listener = given;
      const dispose = (): void => {
        listener = undefined;
      };
      return { dispose };
    },
  };
  return { token, cancel: () => listener?.(undefined) };
}

async function serverOf(t: TestContext, answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function bridgeOf(t: TestContext, { isTrusted = true } = {}) {
  const consent = new Consent(memento());
  const stored = new Map<string, string>();
  const credentials = new Credentials(secretStorage(stored));
  const lines: string[] = [];
  const access = accessOf({ isTrusted: () => isTrusted, consent, credentials });
  const bridge = new HttpBridge(access, (line) => lines.push(line));
  t.after(() => bridge.dispose());
  const ask = (url: string, token = cancellable().token) => {
    const params: HttpParams = { source: 'prom', url, method: 'GET', timeoutMs: 5_000, maxBytes: 10_000 };
    return bridge.answer(params, token);
  };
  return { bridge, consent, credentials, stored, lines, ask };
}

test('an origin nobody agreed to is not asked; one that was is, with the credential of exactly that origin', async (t) => {
  const own = await serverOf(t, (_request, response) => response.end('{}'));
  const other = await serverOf(t, (_request, response) => response.end('{}'));
  const { ask, consent, credentials, stored, lines } = bridgeOf(t);
  await credentials.store(own.origin, { kind: 'bearer', token: TOKEN });
  const refused = await ask(`${own.origin}/api?query=secret`);
  assert.ok('error' in refused);
  assert.equal(refused.error.reason, 'untrusted');
  assert.match(refused.error.message, /Press Refresh .*connect/);
  assert.equal(own.requests.length, 0);

  await consent.agree('file:///plan', [own.origin, other.origin]);
  for (const { origin } of [own, other]) assert.ok('response' in (await ask(`${origin}/api?query=secret`)));
  assert.equal(own.requests[0]?.headers.authorization, `Bearer ${TOKEN}`);
  assert.equal(other.requests[0]?.headers.authorization, undefined);
  assert.deepEqual([...stored.keys()], [`productionFirst.credential:${own.origin}`]);
  assert.deepEqual(await credentials.origins(), [own.origin]);
  assert.match(lines.at(-1) ?? '', /^GET http:\/\/127\.0\.0\.1:\d+: 200, \d+ ms$/);
  assert.ok(!lines.join('\n').includes('secret') && !lines.join('\n').includes(TOKEN));
});

test('an untrusted workspace asks nobody', async (t) => {
  const own = await serverOf(t, (_request, response) => response.end('{}'));
  const { ask, consent } = bridgeOf(t, { isTrusted: false });
  await consent.agree('file:///plan', [own.origin]);
  const refused = await ask(own.origin);
  assert.ok('error' in refused);
  assert.equal(refused.error.reason, 'untrusted');
  assert.match(refused.error.message, /not trusted/);
  assert.equal(own.requests.length, 0);
});

test('a credential on trial is used while it is tested, and not kept', async (t) => {
  const own = await serverOf(t, (_request, response) => response.end('{}'));
  const { ask, consent, credentials, stored } = bridgeOf(t);
  await consent.agree('file:///plan', [own.origin]);
  await credentials.onTrial(own.origin, { kind: 'bearer', token: TOKEN }, () => ask(own.origin));
  await ask(own.origin);
  assert.deepEqual(
    own.requests.map(({ headers }) => headers.authorization),
    [`Bearer ${TOKEN}`, undefined],
  );
  assert.equal(stored.size, 0);
});

test(
  'no more than four requests at a time to one origin; cancelled ones end at once',
  { timeout: 20_000 },
  async (t) => {
    const own = await serverOf(t, () => undefined);
    const { ask, consent, bridge } = bridgeOf(t);
    await consent.agree('file:///plan', [own.origin]);
    const first = cancellable();
    const results = [ask(own.origin, first.token), ...Array.from({ length: 6 }, () => ask(own.origin))];
    while (own.requests.length < 4) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(own.requests.length, 4);
    first.cancel();
    const cancelled = await results[0]!;
    assert.ok('error' in cancelled && cancelled.error.reason === 'cancelled');
    const sent = (): number => own.requests.length;
    while (sent() < 5) await new Promise((resolve) => setTimeout(resolve, 10));
    bridge.dispose();
    for (const result of await Promise.all(results))
      assert.ok('error' in result && result.error.reason === 'cancelled');
    assert.equal(own.requests.length, 5);
  },
);

test('an address that is none is an answer, not an exception, and is not logged', async (t) => {
  const { ask, lines } = bridgeOf(t);
  for (const url of ['', 'no url', 'file:///etc/passwd', `http://user:${TOKEN}@127.0.0.1/`]) {
    const result = await ask(url);
    assert.ok('error' in result, url);
    assert.ok(!result.error.message.includes(TOKEN));
  }
  assert.ok(!lines.join('\n').includes(TOKEN));
});
