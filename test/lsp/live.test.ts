import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { FileChangeType, type CodeAction, type Diagnostic } from 'vscode-languageserver-protocol';
import { DECAY_REQUEST, HTTP_REQUEST } from '../../server/src/protocol/decay.ts';
import { inReverse } from '../support/cleanup.ts';
import { startServer, type ServerClient, type StartOptions } from '../support/lsp/client.ts';
import { scratch } from '../support/scratch.ts';

const NAME = 'p.production-plan.yaml';
const DAY = 86_400_000;

const PLAN = `metadata: {name: churn}
spec:
  model: {name: churn, version: "7", alias: champion, registry: store}
  dataSources:
    - {name: history, type: file, path: metrics/*.csv}
    - {name: store, type: file, path: mlruns}
  monitoring:
    interval: 7d
    indicators:
      - {name: auc, role: quality, source: history, metric: auc, objective: maximize, baseline: 0.9, critical: 0.8}
`;

/** A value of auc for each of the last weeks, the newest at the end. */
const history = (...values: readonly number[]): string =>
  ['timestamp,metric,value']
    .concat(
      values.map((value, index) => {
        const time = new Date(Date.now() - (values.length - 1 - index) * 7 * DAY);
        return `${time.toISOString().slice(0, 10)},auc,${value}`;
      }),
    )
    .join('\n');

const REGISTRY = (alias: string): Record<string, string> => ({
  'mlruns/0/meta.yaml': 'experiment_id: "0"\nname: Default\nlifecycle_stage: active\n',
  'mlruns/models/churn/meta.yaml': 'name: churn\n',
  'mlruns/models/churn/version-7/meta.yaml': `creation_timestamp: ${Date.now() - 30 * DAY}\n`,
  'mlruns/models/churn/version-8/meta.yaml': `creation_timestamp: ${Date.now() - 3 * DAY}\n`,
  'mlruns/models/churn/aliases/champion': alias,
});

interface Scene {
  readonly server: ServerClient;
  readonly root: string;
  readonly uri: string;
}

async function opened(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  options: StartOptions = {},
): Promise<Scene> {
  const owner = inReverse(t);
  const root = scratch(
    { after: (release: () => void) => owner.after(release) },
    {
      ...files,
      [NAME]: PLAN,
    },
  );
  const server = await startServer(owner, { root, ...options });
  return { server, root, uri: server.open(NAME, PLAN) };
}

const live = (items: readonly Diagnostic[]): Diagnostic[] =>
  items.filter(({ code }) => String(code).startsWith('live/'));
const told = (items: readonly Diagnostic[]): string[] => live(items).map(({ code }) => String(code));

/** Pulls until the findings on live data are these; ten seconds at most. */
async function until({ server, uri }: Scene, rules: readonly string[]): Promise<Diagnostic[]> {
  let found: Diagnostic[] = [];
  for (let tries = 0; tries < 100; tries++) {
    found = live(await server.pull(uri));
    if (JSON.stringify(told(found)) === JSON.stringify(rules)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`findings are ${JSON.stringify(told(found))}, not ${JSON.stringify(rules)}`);
}

const changed = ({ server, root }: Scene, name: string, type: FileChangeType): void => {
  void server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: server.uri(path.join(root, name)), type }],
  });
};

test('what a history says is a finding at the plan’s line, and follows the file', async (t) => {
  const scene = await opened(t, { 'metrics/auc.csv': history(0.9, 0.78), ...REGISTRY('7') });
  const [found] = await until(scene, ['live/threshold-breached']);
  const line = PLAN.split('\n').findIndex((text) => text.includes('critical: 0.8'));
  const character = PLAN.split('\n')[line]!.indexOf('0.8}');
  assert.deepEqual(found!.range, { start: { line, character }, end: { line, character: character + 3 } });
  assert.match(found!.message as string, /^auc was 0\.78 on .* \(history\), beyond its critical 0\.8\./);

  const file = path.join(scene.root, 'metrics/auc.csv');
  writeFileSync(file, history(0.9, 0.78, 0.9));
  changed(scene, 'metrics/auc.csv', FileChangeType.Changed);
  await until(scene, []);

  // The line is moved in the editor: what is known is judged by it at once.
  const start = { line, character };
  scene.server.change(scene.uri, { range: { start, end: { line, character: character + 3 } }, text: '0.95' });
  assert.deepEqual(told(await scene.server.pull(scene.uri)), ['live/threshold-breached']);
  const end = { line, character: character + 4 };
  scene.server.change(scene.uri, { range: { start, end }, text: '0.8' });
  assert.deepEqual(told(await scene.server.pull(scene.uri)), []);

  rmSync(file);
  writeFileSync(path.join(scene.root, 'metrics/later.csv'), history(0.9, 0.7));
  changed(scene, 'metrics/later.csv', FileChangeType.Created);
  await until(scene, ['live/threshold-breached']);
});

test('the version that serves is compared with the plan’s, with a fix for a person to take', async (t) => {
  const scene = await opened(t, { 'metrics/auc.csv': history(0.9), ...REGISTRY('8') });
  const [found] = await until(scene, ['live/version-differs']);
  assert.match(found!.message as string, /^The plan says version 7, but "champion" in store is version 8:/);
  const { server, uri } = scene;
  const actions = await server.request<CodeAction[]>('textDocument/codeAction', uri, {
    range: found!.range,
    context: { diagnostics: [found] },
  });
  assert.deepEqual(
    actions.map(({ title }) => title).filter((title) => !/^Disable|waiver/i.test(title)),
    ['Change "7" to "8"'],
  );
  const [edit] = Object.values(actions[0]!.edit!.changes!).flat();
  assert.equal(edit!.newText, '"8"');
  server.change(uri, { range: edit!.range, text: edit!.newText });
  await until(scene, []);
});

test('they are pushed to a client that cannot pull, without anybody asking', async (t) => {
  const files = { 'metrics/auc.csv': history(0.9, 0.78), ...REGISTRY('7') };
  const { server, uri } = await opened(t, files, { pull: false });
  const deadline = Date.now() + 10_000;
  let items: Diagnostic[] = [];
  while (told(items).length === 0 && Date.now() < deadline) items = await server.nextPush(uri);
  assert.deepEqual(told(items), ['live/threshold-breached']);
});

test('who switches them off has none', async (t) => {
  const files = { 'metrics/auc.csv': history(0.9, 0.78), ...REGISTRY('8') };
  const scene = await opened(t, files, { settings: { live: { diagnostics: false } } });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual(told(await scene.server.pull(scene.uri)), []);
});

const ALERTS = `metadata: {name: churn}
spec:
  model: {name: churn}
  dataSources: [{name: prom, type: prometheus, url: "http://prometheus.example.com"}]
  monitoring:
    indicators: [{name: auc, role: quality, source: prom, query: auc, objective: maximize, critical: 0.8}]
  alerting:
    rules:
      - {name: AucLow, indicator: auc, severity: critical, op: lt, threshold: 0.8}
      - {name: AucFalling, indicator: auc, severity: critical, op: lt, threshold: 0.85}
`;

/** What a Prometheus answers that has one of the two alerts, with another threshold, and a value a minute ago. */
function prometheus({ url }: { readonly url: string }): object {
  const rule = { type: 'alerting', name: 'AucLow', query: 'auc < 0.7', duration: 0, health: 'ok' };
  const rules = [{ ...rule, labels: { severity: 'critical' } }];
  const seconds = Date.now() / 1000 - 60;
  const series = [{ metric: {}, values: [[seconds, '0.9']], value: [seconds, '0.9'] }];
  const data = url.includes('/rules')
    ? { groups: [{ name: 'churn', interval: 60, rules }] }
    : { resultType: /query\?|query$/.test(url) ? 'vector' : 'matrix', result: series };
  return { response: { status: 200, headers: {}, body: JSON.stringify({ status: 'success', data }) } };
}

test('what a server has loaded is asked for where somebody looks, and known in the next session without it', async (t) => {
  const rules = ['live/rule-differs', 'live/rule-missing'];
  const owner = inReverse(t);
  const root = scratch({ after: (release: () => void) => owner.after(release) }, { [NAME]: ALERTS });
  const settings = { storagePath: path.join(root, 'kept') };
  const asked: string[] = [];
  const start = async (answer: (params: { readonly url: string }) => object): Promise<Scene> => {
    const server = await startServer(owner, { root, settings });
    server.connection.onRequest(HTTP_REQUEST, (params: { readonly url: string }) => {
      asked.push(params.url);
      return answer(params);
    });
    return { server, root, uri: server.open(NAME, ALERTS) };
  };
  const first = await start(prometheus);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.deepEqual([...asked], [], 'opening a plan asks nobody on the network');
  assert.deepEqual(told(await first.server.pull(first.uri)), []);
  await first.server.connection.sendRequest(DECAY_REQUEST, { uri: first.uri });
  assert.equal(asked.filter((url) => url.includes('/rules')).length, 1);
  const found = await until(first, rules);
  assert.match(found[0]!.message as string, /"AucLow" fires below 0\.7; by the plan it fires below 0\.8/);

  asked.length = 0;
  const offline = { error: { reason: 'unreachable', message: 'Nobody answers.' } };
  const second = await start(() => offline);
  const known = await until(second, rules);
  assert.deepEqual([...asked], []);
  assert.doesNotMatch(known[0]!.message as string, /read last/);
  // Somebody looks, and the server is gone: what was known stays, with its day.
  await second.server.connection.sendRequest(DECAY_REQUEST, { uri: second.uri });
  const gone = await until(second, ['live/unreachable', ...rules]);
  const today = new Date().toISOString().slice(0, 10);
  assert.ok((gone[1]!.message as string).endsWith(` So it was on ${today}, when it was read last.`));
});
