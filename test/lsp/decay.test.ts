import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes, type ResponseError } from 'vscode-languageserver-protocol';
import { DECAY_REQUEST, type DecayResult } from '../../server/src/protocol/decay.ts';
import { inReverse } from '../support/cleanup.ts';
import { startServer, type ServerClient } from '../support/lsp/client.ts';
import { scratch } from '../support/scratch.ts';

const EXAMPLE = 'examples/flight-delays';
const HEADER = 'timestamp,metric,value\n';

const ask = (server: ServerClient, uri: string): Promise<DecayResult> =>
  server.connection.sendRequest<DecayResult>(DECAY_REQUEST, { uri });

/** The message of the error that the request ends with. */
async function refused(server: ServerClient, params: unknown): Promise<string> {
  const error = await server.connection.sendRequest(DECAY_REQUEST, params).then(
    () => assert.fail('it was answered'),
    (reason: unknown) => reason as ResponseError,
  );
  assert.equal(error.code, LSPErrorCodes.RequestFailed);
  return error.message;
}

const plan = (pattern: string): string => `metadata: {name: churn}
spec:
  model: {name: churn}
  dataSources: [{name: history, type: file, path: ${JSON.stringify(pattern)}}]
  monitoring:
    indicators:
      - {name: auc, role: quality, source: history, metric: auc, objective: maximize, baseline: 0.9, critical: 0.8}
`;

/** A server in a folder of its own, and what it says of auc when a plan names `pattern`. */
async function workspace(
  t: TestContext,
  files: Readonly<Record<string, string>>,
): Promise<{
  server: ServerClient;
  auc: (pattern: string) => Promise<DecayResult['plans'][number]['indicators'][number]>;
}> {
  const owner = inReverse(t);
  const root = scratch(owner, files);
  const server = await startServer(owner, { root });
  let count = 0;
  return {
    server,
    auc: async (pattern) => {
      const view = await ask(server, server.open(`p${count++}.production-plan.yaml`, plan(pattern)));
      return view.plans[0]!.indicators[0]!;
    },
  };
}

test('every indicator of the example has its history, up to the last row of the file', async (t) => {
  const server = await startServer(t, { root: EXAMPLE });
  const view = await ask(server, server.uri('production-plan.yaml'));
  assert.equal(view.file, 'production-plan.yaml');
  assert.ok(Math.abs(Date.now() - view.fetchedAt) < 60_000);
  assert.equal(view.plans.length, 1);
  const [{ indicators, title, model, level, headline }] = view.plans as [DecayResult['plans'][number]];
  assert.equal(title, 'Late arrivals out of New York');
  assert.equal(model, 'late-arrival');

  const rows = readFileSync(`${EXAMPLE}/metrics/history.csv`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const names = ['auc', 'avoided_cost', 'label_rate', 'flights_scored', 'weather_missing'];
  assert.deepEqual(
    indicators.map(({ name }) => name),
    names,
  );
  for (const indicator of indicators) {
    const own = rows.filter((row) => row[2] === indicator.name && row[3] === '');
    const { series } = indicator;
    assert.ok(series.state === 'ready', indicator.name);
    assert.equal(series.points.length, own.length);
    const last = own.at(-1)!;
    assert.deepEqual(series.points.at(-1), {
      time: Date.parse(last[0]!),
      value: Number(last[4]),
      count: Number(last[5]),
    });
    // The lines as the plan's text has them, compared by hand.
    const { warning, critical, objective } = indicator;
    assert.ok(warning !== undefined && critical !== undefined);
    const worse = (line: number): boolean =>
      objective === 'maximize' ? Number(last[4]) <= line : Number(last[4]) >= line;
    assert.equal(indicator.level, worse(critical) ? 'critical' : worse(warning) ? 'warning' : 'ok', indicator.name);
  }
  t.diagnostic(`${level}: ${headline}`);
  assert.notEqual(level, 'unknown');
  assert.match(
    headline,
    / on 2013-12-\d\d, the newest value, .*; \d of 5 indicators within their lines; \d of 5 columns drift$/,
  );
});

test('an open plan is read as it is open, a closed one from disk', async (t) => {
  const { server } = await workspace(t, {
    'sub/a.production-plan.yaml': plan('metrics/*.csv'),
    'sub/metrics/a.csv': `${HEADER}2026-01-01,auc,0.85\n`,
    'metrics/b.jsonl': '{"timestamp":"2026-01-01","metric":"auc","value":0.95}\n',
  });
  const closed = await ask(server, server.uri('sub/a.production-plan.yaml'));
  assert.equal(closed.file, 'sub/a.production-plan.yaml');
  assert.match(closed.plans[0]!.headline, /^auc 0\.85, 50 % of the headroom used/);
  // A path from the workspace's root is understood too.
  const uri = server.open('sub/a.production-plan.yaml', `${plan('metrics/*.jsonl')}---\n${plan('metrics/a.csv')}`);
  const opened = await ask(server, uri);
  assert.deepEqual(
    opened.plans.map(({ headline }) => headline),
    ['auc 0.95, better than its baseline 0.9', 'auc 0.85, 50 % of the headroom used'],
  );
});

test('missing files are said, with what to do', async (t) => {
  const { auc } = await workspace(t, { 'metrics/readme.txt': '' });
  for (const pattern of [
    'metrics/*.csv',
    'metrics/none.csv',
    'metrics',
    'no/**/where.csv',
    '\0',
    '[',
    '{a,b',
    '**/'.repeat(200),
  ]) {
    const { series, level } = await auc(pattern);
    assert.ok(series.state === 'empty', `${pattern}: ${series.state}`);
    assert.ok(
      series.message.startsWith(`No file of the workspace matches "${pattern}". Let a job write`),
      series.message,
    );
    assert.equal(level, 'unknown');
  }
});

test('nothing outside the workspace is read, whatever a plan or a link names', async (t) => {
  const secret = scratch(t, {
    'secret.csv': `${HEADER}2026-01-01,auc,0.1\n`,
    'in/secret.csv': `${HEADER}2026-01-01,auc,0.1\n`,
  });
  const { server, auc } = await workspace(t, { 'metrics/a.txt': '', 'inside.csv': `${HEADER}2026-01-01,auc,0.7\n` });
  symlinkSync(path.join(secret, 'secret.csv'), path.join(server.root, 'metrics/out.csv'));
  symlinkSync(secret, path.join(server.root, 'outside'));
  symlinkSync('loop.csv', path.join(server.root, 'loop.csv'));
  symlinkSync('inside.csv', path.join(server.root, 'link.csv'));
  const outward = path.relative(server.root, secret);
  for (const pattern of [
    'metrics/*.csv',
    'metrics/out.csv',
    'outside/*.csv',
    'outside/**/*.csv',
    'outside/secret.csv',
    `${outward}/*.csv`,
    `${secret}/secret.csv`,
    `${secret}/*.csv`,
    'loop.csv',
    '/etc/passwd',
  ]) {
    assert.equal((await auc(pattern)).series.state, 'empty', pattern);
  }
  assert.equal((await auc('link.csv')).level, 'critical');
  assert.equal(
    await refused(server, { uri: `file://${secret}/x.production-plan.yaml` }),
    'This plan is outside the workspace. Open its folder.',
  );
});

test('hostile files are told or skipped, and sound ones beside them are read', async (t) => {
  const { server, auc } = await workspace(t, {
    'm/1.csv': `${HEADER}2026-01-01,auc,0.85\n2026-01-02,auc,"=HYPERLINK(""http://x"")"\n2026-01-03,"=cmd|' /C calc'!A0",1\n`,
    'huge/a.csv': `${HEADER}2026-01-01,auc,0.85\n`,
    'one/text.csv': 'Dear all,\nthe numbers follow.\n',
    'one/empty.csv': '',
    'pipe/a.csv': `${HEADER}2026-01-01,auc,0.85\n`,
  });
  const at = (name: string): string => path.join(server.root, name);
  writeFileSync(at('m/2.csv'), Buffer.from([0x50, 0x4b, 0, 0, 0xff, 0xfe]));
  writeFileSync(at('huge/b.csv'), HEADER);
  // A hole, which takes no room on the disk.
  truncateSync(at('huge/b.csv'), 300_000_000);
  utimesSync(at('huge/b.csv'), 1, 1);
  execFileSync('mkfifo', [at('pipe/b.csv')]);

  const mixed = await auc('m/*.csv');
  assert.ok(mixed.series.state === 'ready' && mixed.series.points.length === 1);
  assert.deepEqual(mixed.notes, ['1 unusable row left out', 'not read: m/2.csv is no text']);
  const huge = await auc('huge/*.csv');
  assert.equal(huge.series.state, 'ready');
  assert.deepEqual(huge.notes, ['not read: huge/b.csv is beyond the 256 MB that are read in all']);
  const alone = (await auc('huge/b.csv')).series;
  assert.ok(
    alone.state === 'failed' && alone.message.includes('huge/b.csv is beyond the 256 MB'),
    JSON.stringify(alone),
  );
  const text = (await auc('one/*.csv')).series;
  assert.ok(text.state === 'failed');
  assert.match(text.message, /one\/text\.csv has no column timestamp/);
  assert.match(text.message, /one\/empty\.csv has no rows/);
  assert.equal((await auc('pipe/*.csv')).series.state, 'ready');
  assert.equal((await auc('pipe/b.csv')).series.state, 'empty');
});

test('all files are read, and the one changed last has the last word', async (t) => {
  const names = Array.from({ length: 22 }, (_, index) => `m/${index}.csv`);
  const { server, auc } = await workspace(
    t,
    Object.fromEntries(
      names.map((name, index) => [name, `${HEADER}2026-01-01,auc,0.${index + 10}\n${1_700_000_000 + index},auc,1\n`]),
    ),
  );
  for (const [index, name] of names.entries()) utimesSync(path.join(server.root, name), 1_000 + index, 1_000 + index);
  const { series } = await auc('m/*.csv');
  assert.ok(series.state === 'ready');
  assert.equal(series.points.length, 23);
  assert.equal(series.points.at(-1)?.value, 0.31);
});

test('a file that several plans name is as good for each, and a large one is reduced before it travels', async (t) => {
  const day = 1_767_225_600;
  const rows = Array.from({ length: 200_000 }, (_, index) => `${day + index * 60},auc,${index === 777 ? 0.1 : 0.9}`);
  const { server } = await workspace(t, { 'a.csv': `${HEADER}${rows.join('\n')}\n` });
  const uri = server.open('a.production-plan.yaml', `${plan('a.csv')}---\n${plan('a.csv')}`);
  const view = await ask(server, uri);
  assert.ok(Buffer.byteLength(JSON.stringify(view)) < 200_000);
  for (const { indicators } of view.plans) {
    const { series } = indicators[0]!;
    assert.ok(series.state === 'ready' && series.points.length <= 1_000);
    assert.equal(series.total, 200_000);
    assert.ok(
      series.points.some(({ value }) => value === 0.1),
      'the one low value is still there',
    );
  }
});

test('what has no view is refused in words, and a cancelled request ends', async (t) => {
  const { server } = await workspace(t, { 'README.md': '', 'empty.production-plan.yaml': '' });
  assert.match(await refused(server, { uri: server.uri('none.production-plan.yaml') }), /missing or larger/);
  assert.match(await refused(server, { uri: server.uri('README.md') }), /no production plan/);
  assert.match(
    await refused(server, { uri: server.open('a.production-plan.yaml', 'a: [\0') }),
    /^The plan cannot be read: /,
  );
  assert.match(await refused(server, { uri: 'untitled:Untitled-1' }), /not on disk yet/);
  for (const params of [{}, { uri: 3 }, null, [1]]) assert.notEqual(await refused(server, params), '');
  const source = new CancellationTokenSource();
  const answer = server.connection.sendRequest(
    DECAY_REQUEST,
    { uri: server.open('b.production-plan.yaml', plan('*.csv')) },
    source.token,
  );
  source.cancel();
  // Either it was answered before the cancellation arrived, or it ends as cancelled.
  await answer.catch((error: unknown) => assert.equal((error as ResponseError).code, LSPErrorCodes.RequestCancelled));
  assert.equal((await ask(server, server.uri('b.production-plan.yaml'))).plans.length, 1);
});
