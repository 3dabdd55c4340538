import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeriesRequest, Source } from '../../server/src/backends/backend.ts';
import { prometheus } from '../../server/src/backends/prometheus/client.ts';
import { inReverse } from '../support/cleanup.ts';
import { networkContext, refused } from '../support/systems/context.ts';
import { startPrometheus, withoutPrometheus } from '../../scripts/lib/systems/prometheus.ts';

const skip = await withoutPrometheus();
const PREFIX = '/ml/prometheus';
/** bcrypt of "correct horse". */
const USERS = 'basic_auth_users: {reader: "$2b$04$D5W5mzPEKI4PBDxO6GeaqO6ZSMnW1Bo2wvaKK6dHVTOXMWrHsSr5i"}\n';
const basic = (password: string): string => `Basic ${Buffer.from(`reader:${password}`).toString('base64')}`;

const at = (url: string): Source => ({ name: 'prom', type: 'prometheus', url });
const request = (): SeriesRequest => ({
  query: 'vector(7)',
  from: Date.now() - 60_000,
  to: Date.now(),
  maxPoints: 100,
});

test('behind a path and a password it is read with the credential, and told without', { skip }, async (t) => {
  const server = await startPrometheus(inReverse(t), { prefix: PREFIX, webConfig: USERS });
  const source = at(server.url);
  const { origin } = new URL(server.url);
  const asked = new Set<string>();
  const known = networkContext({
    credentialFor: (from) => {
      asked.add(from);
      return { authorization: basic('correct horse') };
    },
  });
  assert.match((await prometheus.describe(source, known)).product, /^Prometheus 2/);
  const { samples } = await prometheus.series(source, request(), known);
  assert.ok(samples.length > 0 && samples.every(({ value }) => value === 7));
  assert.deepEqual([...asked], [origin]);

  const { message } = await refused(prometheus.describe(source, networkContext()), 'unauthorised');
  assert.equal(
    message,
    `prom (${origin}) wants a credential, or does not accept the one it was given. Connect the data source.`,
  );
  const wrong = networkContext({ credentialFor: () => ({ authorization: basic('wrong horse') }) });
  const refusal = await refused(prometheus.series(source, request(), wrong), 'unauthorised');
  assert.ok(!refusal.message.includes('horse') && !refusal.message.includes(basic('wrong horse')));

  // Without the path it is another place: nothing is found there, whoever asks.
  await refused(prometheus.describe(at(origin), known), 'not-found');
  const link = prometheus.link!(source, request());
  assert.ok(link?.startsWith(`${server.url}/graph?g0.expr=vector%287%29`), link);
  // The pages themselves are installed elsewhere than the program; that there is one is told by its not being unknown.
  const statusOf = async (url: string): Promise<number> =>
    (await fetch(url, { headers: { authorization: basic('correct horse') } })).status;
  assert.notEqual(await statusOf(link ?? ''), 404);
  assert.equal(await statusOf(`${server.url}/nowhere`), 404);
});

test('a killed Prometheus is unreachable, and read again when it is back', { skip }, async (t) => {
  const server = await startPrometheus(inReverse(t));
  const source = at(server.url);
  assert.ok((await prometheus.series(source, request(), networkContext())).samples.length > 0);
  const pid = server.pid();
  await server.kill();
  const started = Date.now();
  const { message } = await refused(prometheus.series(source, request(), networkContext()), 'unreachable');
  assert.ok(Date.now() - started < 2_000);
  assert.equal(message, `${new URL(server.url).origin}: nothing answers there. Is it running, and the port right?`);
  await server.restart();
  assert.notEqual(server.pid(), pid);
  assert.ok((await prometheus.series(source, request(), networkContext())).samples.length > 0);
});
