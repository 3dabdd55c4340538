import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prometheus } from '../../../../server/src/backends/prometheus/client.ts';
import type { LoadedRule, Source } from '../../../../server/src/backends/backend.ts';
import { startMisbehaving, type OwnAnswer, type ReceivedRequest } from '../../../support/servers/misbehaving.ts';
import { networkContext, refused } from '../../../support/systems/context.ts';

const NOW = Math.floor(Date.now() / 1000) * 1000;
const at = (url: string): Source => ({ name: 'prom', type: 'prometheus', url });
const seconds = (offset: number): string => new Date(NOW + offset * 1000).toISOString();

const answer = (rules: readonly object[], headers: Record<string, string> = {}): OwnAnswer => ({
  headers: { date: new Date(NOW).toUTCString(), ...headers },
  body: { status: 'success', data: { groups: [{ name: 'g', interval: 60, rules }] } },
});

const rule = (more: object): object => ({
  type: 'alerting',
  name: 'AucLow',
  query: 'auc < 0.8',
  duration: 60,
  labels: {},
  health: 'ok',
  ...more,
});

const read = (url: string): Promise<readonly LoadedRule[]> => prometheus.rules!(at(url), networkContext({ now: NOW }));

test('when a rule was evaluated is told by this machine’s clock, and how often it is to be', async (t) => {
  const server = await startMisbehaving(t, {
    right: () => answer([rule({ lastEvaluation: seconds(-30) })]),
    nanoseconds: () => answer([rule({ lastEvaluation: `${new Date(NOW).toISOString().slice(0, 19)}.123456789Z` })]),
    ahead: () =>
      answer([rule({ lastEvaluation: seconds(3_600 - 30) })], { date: new Date(NOW + 3_600_000).toUTCString() }),
    never: () => answer([rule({ lastEvaluation: '0001-01-01T00:00:00Z' })]),
    odd: () => answer([rule({ lastEvaluation: 17 }), rule({ lastEvaluation: 'soon' })]),
  });
  const evaluated = async (behaviour: string): Promise<(number | undefined)[]> =>
    (await read(server.at(behaviour))).map((loaded) => loaded.evaluated);
  assert.deepEqual(await evaluated('right'), [NOW - 30_000]);
  assert.deepEqual(await evaluated('nanoseconds'), [NOW + 123]);
  assert.deepEqual(await evaluated('ahead'), [NOW - 30_000]);
  assert.deepEqual(await evaluated('never'), [undefined]);
  assert.deepEqual(await evaluated('odd'), [undefined, undefined]);
  assert.equal((await read(server.at('right')))[0]?.interval, 60_000);
});

test('that nothing is loaded is believed only of a server that evaluates rules itself', async (t) => {
  const config =
    (status: number) =>
    (request: ReceivedRequest): OwnAnswer =>
      request.url.includes('status/config')
        ? { status, body: status === 200 ? { status: 'success', data: { yaml: 'global: {}' } } : 'no' }
        : answer([]);
  const server = await startMisbehaving(t, { own: config(200), elsewhere: config(404), guarded: config(403) });
  assert.deepEqual(await read(server.at('own')), []);
  const error = await refused(read(server.at('elsewhere')), 'unsupported');
  assert.match(error.message, /gives no rules: they may be evaluated elsewhere, as by vmalert or a ruler/);
  await refused(read(server.at('guarded')), 'forbidden');
});
