import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { credentialOf } from '../../server/src/main/cli/credentials.ts';
import { sparkline } from '../../server/src/main/cli/sparkline.ts';
import { readArguments, UsageError } from '../../server/src/main/cli/usage.ts';
import { CLI, cli, folderWith, plainEnvironment } from '../support/cli.ts';
import { FULL_PLAN } from '../support/full-plan.ts';

const EXAMPLE = 'examples/flight-delays';

interface Report {
  readonly plans: readonly {
    readonly file: string;
    readonly level: string;
    readonly headline: string;
    readonly judgedAt: string;
    readonly indicators: readonly {
      readonly name: string;
      readonly level: string;
      readonly value?: number;
      readonly headroomUsed?: number;
      readonly state: string;
      readonly message?: string;
      readonly forecast?: { readonly state: string };
      readonly points?: readonly { readonly time: string; readonly value: number }[];
    }[];
    readonly drift?: { readonly drifted: number; readonly judged: number };
  }[];
  readonly summary: { readonly plans: number; readonly critical: number };
}

const json = (out: string): Report => JSON.parse(out) as Report;

test('decay tells how the example stands, now and looking back, and fails on what is critical', async () => {
  const now = await cli(['decay', EXAMPLE, '--format', 'json']);
  assert.deepEqual({ code: now.code, err: now.err }, { code: 0, err: '' });
  const [plan] = json(now.out).plans;
  assert.equal(plan?.file, `${EXAMPLE}/production-plan.yaml`);
  assert.deepEqual(
    plan.indicators.map(({ name, state }) => `${name} ${state}`),
    ['auc ready', 'avoided_cost ready', 'label_rate ready', 'flights_scored ready', 'weather_missing ready'],
  );
  assert.equal(plan.indicators[0]?.value, 0.735);

  const back = await cli(['decay', EXAMPLE, '--format', 'json', '--as-of', '2013-10-10']);
  assert.deepEqual({ code: back.code, err: back.err }, { code: 1, err: '' });
  const report = json(back.out);
  assert.deepEqual({ ...report.summary }, { plans: 1, critical: 1, warning: 0 });
  const [then] = report.plans;
  assert.equal(then?.judgedAt, '2013-10-10T23:59:59.999Z');
  assert.match(then.headline, /^avoided_cost -0\.1992, beyond its critical 0 since 23 Sep;.*2 of 5 columns drift/);
  const [auc, cost] = then.indicators;
  assert.deepEqual({ value: auc?.value, level: auc?.level }, { value: 0.6531, level: 'warning' });
  assert.ok((cost?.headroomUsed ?? 0) > 1);
  assert.ok(auc?.points?.every(({ time }) => time < '2013-10-11'));
});

test('the text has a row for each indicator and each column, and where the numbers are from', async () => {
  const { out, err } = await cli(['decay', EXAMPLE, '--as-of', '2013-10-10']);
  assert.equal(err, '');
  assert.match(
    out,
    /^examples\/flight-delays\/production-plan\.yaml: Late arrivals out of New York \(late-arrival, version 1\), looking back to 2013-10-10$/m,
  );
  assert.match(
    out,
    /^ {2}avoided_cost +-0\.1992 {2}critical +152 % used +[▁▂▃▄▅▆▇█]+ {2}crossed critical 0 on 23 Sep$/m,
  );
  assert.match(out, /^ {2}airport_delay +\S+ {2}drifted +≥ 0\.25 drifts +[▁▂▃▄▅▆▇█]+ {2}Population stability index$/m);
  assert.match(out, /^ {2}history \(file\): auc, /m);
  assert.ok(!out.includes('\u001b'));
  const coloured = await cli(['decay', EXAMPLE, '--as-of', '2013-10-10'], { env: { FORCE_COLOR: '1' } });
  assert.ok(coloured.out.includes('\u001b[31mcritical'));
});

test('only what is shown depends on --since', async () => {
  const all = json((await cli(['decay', EXAMPLE, '--format', 'json', '--as-of', '2013-10-10'])).out);
  const part = json((await cli(['decay', EXAMPLE, '--format', 'json', '--as-of', '2013-10-10', '--since', '30d'])).out);
  const [whole, few] = [all, part].map(({ plans }) => plans[0]!);
  assert.equal(few?.headline, whole?.headline);
  assert.ok(few!.indicators[0]!.points!.length < 6 && whole!.indicators[0]!.points!.length > 20);
});

test('check --live adds findings on what the data sources say', async () => {
  const without = await cli(['check', EXAMPLE]);
  assert.equal(without.code, 0, without.out);
  const { code, out } = await cli(['check', EXAMPLE, '--live', '--as-of', '2013-10-10', '--format', 'json']);
  assert.equal(code, 1);
  const { problems } = JSON.parse(out) as { problems: { rule: string; range: { start: { line: number } } }[] };
  const rules = problems.map(({ rule }) => rule);
  assert.ok(rules.every((rule) => rule.startsWith('live/')));
  assert.deepEqual([...new Set(rules)].sort(), [
    'live/drift-detected',
    'live/model-too-old',
    'live/threshold-breached',
  ]);
});

test('a file that is no plan, a wrong date, or a wrong duration is refused with what to write', async (t) => {
  const folder = folderWith(t, { 'MODEL_CARD.md': '# Card\n', 'empty.production-plan.yaml': '' });
  const { code, err } = await cli(['decay', 'MODEL_CARD.md', 'gone.yaml'], { cwd: folder });
  assert.equal(code, 2);
  assert.match(err, /MODEL_CARD\.md was not read: it is no production plan/);
  assert.match(err, /gone\.yaml was not read: it does not exist/);
  const none = await cli(['decay', folderWith(t, {})]);
  assert.deepEqual(none, { code: 0, out: 'No production plan was found.\n', err: '' });
  for (const [args, says] of [
    [['decay', '--since', 'soon'], /--since must be a duration such as 90d or 12h, not "soon"/],
    [['decay', '--as-of', 'yesterday'], /--as-of must be a date such as 2026-06-30, not "yesterday"/],
    [['decay', '--format', 'sarif'], /--format must be text, json, prometheus or openmetrics, not "sarif"/],
    [['check', '--as-of', '2026-01-01'], /--as-of needs --live/],
  ] as const)
    assert.throws(
      () => readArguments(args),
      (error) => error instanceof UsageError && says.test(error.message),
    );
});

test('a source that does not answer is told once at the source, and hostile names stay text', async (t) => {
  const folder = folderWith(t, {
    'production-plan.yaml': FULL_PLAN.replaceAll('http://localhost:9090', 'http://127.0.0.1:9')
      .replaceAll('http://localhost:5000', 'http://127.0.0.1:9')
      .replaceAll('http://localhost:8000', 'http://127.0.0.1:9')
      .replace('displayName: Customer churn', 'displayName: "\\e[31m::error::x"'),
  });
  const { code, out } = await run(['decay', folder, '--format', 'text'], {});
  assert.equal(code, 0, out);
  assert.ok(!out.includes('\u001b'));
  assert.match(out, /retention +– {2}unknown/);
});

test('the credential of a data source goes to its server, and nowhere else', async (t) => {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.statusCode = 401;
    response.end('Unauthorized');
  });
  t.after(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = folderWith(t, { 'production-plan.yaml': FULL_PLAN.replaceAll('http://localhost:9090', url) });
  const secret = 'canary-4711';
  const { out, err } = await run(['check', folder, '--live', '--format', 'json'], {
    PRODUCTION_FIRST_TOKEN_PROM: secret,
  });
  assert.ok(seen.length > 0 && seen.every((value) => value === `Bearer ${secret}`), String(seen));
  assert.ok(!`${out}${err}`.includes(secret));
  const { problems } = JSON.parse(out) as { problems: { rule: string; message: string }[] };
  const unreachable = problems.filter(({ rule, message }) => rule === 'live/unreachable' && message.includes('"prom"'));
  assert.equal(unreachable.length, 1, out);
});

test('credentials are found by the name of the source', () => {
  const environment = {
    PRODUCTION_FIRST_TOKEN_MY_PROM_1: 't',
    PRODUCTION_FIRST_USER_TRACKING: 'ada',
    PRODUCTION_FIRST_PASSWORD_TRACKING: 'pä:ss',
    PRODUCTION_FIRST_USER_HALF: 'ada',
  };
  assert.deepEqual(credentialOf(environment, 'my-prom.1'), { authorization: 'Bearer t' });
  const basic = Buffer.from('ada:pä:ss').toString('base64');
  assert.deepEqual(credentialOf(environment, 'tracking'), { authorization: `Basic ${basic}` });
  assert.equal(credentialOf(environment, 'half'), undefined);
  assert.equal(credentialOf(environment, 'other'), undefined);
});

test('a sparkline has the extremes and the last value, whatever the width', () => {
  assert.equal(sparkline([1, 2, 3, 4, 5, 6, 7, 8], 8), '▁▂▃▄▅▆▇█');
  assert.equal(sparkline([5, 5, 5], 8), '▄▄▄');
  assert.equal(sparkline([], 8), '');
  const many = Array.from({ length: 1000 }, (_, index) => index);
  assert.equal(sparkline(many, 24).length, 24);
});

/** Runs the command line with the network. */
function run(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [CLI, ...args], { env: plainEnvironment(env), timeout: 30_000 });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}
