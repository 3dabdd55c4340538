import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { ensurePrometheus } from '../../scripts/lib/systems/prometheus-programs.ts';
import { startPrometheus } from '../../scripts/lib/systems/prometheus.ts';
import { cli, folderWith } from '../support/cli.ts';
import { FULL_PLAN } from '../support/full-plan.ts';
import { EXAMPLE_PLAN, rendered, SOUND_PLANS } from '../support/rendered.ts';

const programs = await ensurePrometheus();
/** It opens a database for each test of a file: collecting less often saves a fifth of the time. */
const env = { ...process.env, GOGC: '400' };
const skip = typeof programs === 'string' && programs;

interface Judged {
  readonly check: string;
  readonly tests: string;
  readonly passes: boolean;
}

interface Changes {
  readonly rules?: (text: string) => string;
  readonly tests?: (text: string) => string;
}

/** What promtool says of rendered rules and of their tests, as they are or changed. */
function judged(t: Parameters<typeof folderWith>[0], plan: string, changes: Changes = {}): Judged {
  assert.ok(typeof programs !== 'string');
  const files = rendered(plan, 'prometheus-rules').files.map(({ path: name, text }) => [
    path.basename(name),
    (name.endsWith('.test.yaml') ? changes.tests : changes.rules)?.(text) ?? text,
  ]);
  const cwd = folderWith(t, Object.fromEntries(files) as Record<string, string>);
  const run = (...args: readonly string[]): { readonly status: number | null; readonly out: string } => {
    const { status, stdout, stderr } = spawnSync(programs.promtool, args, {
      cwd,
      env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, out: stdout + stderr };
  };
  const names = files.map(([name = '']) => name);
  const rules = names.filter((name) => !name.endsWith('.test.yaml'));
  const check = run('check', 'rules', '--lint=all', '--lint-fatal', ...rules);
  const tests = run('test', 'rules', ...names.filter((name) => name.endsWith('.test.yaml')));
  return { check: check.out, tests: tests.out, passes: check.status === 0 && tests.status === 0 };
}

/** Each takes promtool a fifth of a second, and there are up to a hundred. */
function firstTests(text: string): string {
  const { tests, ...file } = parse(text) as { readonly tests: readonly unknown[] };
  return JSON.stringify({ ...file, tests: tests.slice(0, 4) });
}

for (const [name, plan] of Object.entries({ example: EXAMPLE_PLAN, ...SOUND_PLANS }))
  test(`the rules of ${name} are rules, and do in promtool's tests what the plan says`, { skip }, (t) => {
    const sound = judged(t, plan);
    assert.ok(sound.passes, `${sound.check}\n${sound.tests}`);
    assert.match(sound.check, /SUCCESS: \d+ rules found/);
    // The tests are tests: they notice what is otherwise.
    const later = judged(t, plan, {
      rules: (text) => text.replaceAll(/^( *)for: .*$/gm, '$1for: 52w'),
      tests: firstTests,
    });
    assert.ok(!later.passes && later.tests.includes('FAILED'), later.tests);
  });

test('a threshold that is wrong in the rules is noticed on both sides', { skip }, (t) => {
  const plan = FULL_PLAN.replace(
    'query: avg_over_time(monthly_retention[1d])',
    'query: avg_over_time(monthly_retention{site="a"}[1d])',
  ).replace(
    'name: ChurnAucLow, indicator: auc, severity: critical, op: lt, threshold: 0.85',
    'name: ChurnAucLow, indicator: retention, severity: critical, op: lt, threshold: 0.85',
  );
  assert.ok(judged(t, plan).passes);
  for (const [wrong, side] of [
    ['< 0.5', 'beyond'],
    ['< 0.99', 'short of'],
  ] as const) {
    const { passes, tests } = judged(t, plan, { rules: (text) => text.replace('< 0.85', wrong) });
    assert.ok(!passes, side);
    assert.match(tests, /alertname: ChurnAucLow/);
  }
});

test('whatever a plan is called and says, promtool reads the rules', { skip }, (t) => {
  const hostile = '{{ .Labels.x }} "q" \\ \'s\' $value : # {% raw %} \u2028 \u00e9';
  const text = JSON.stringify(hostile);
  const plan = FULL_PLAN.replace('name: churn-classifier', `name: ${text}`)
    .replace('name: churn  ', `name: ${text}  `)
    .replace('owner: group:default/growth-ml', `owner: ${text}`)
    .replace('name: ChurnAucLow, indicator: auc', `name: ${text}, indicator: retention`)
    .replace('runbook: docs/runbook.md}', `runbook: ${text}}`);
  const { passes, check, tests } = judged(t, plan);
  assert.ok(passes, `${check}\n${tests}`);
});

/** The week the example's warnings cost more than they saved for the second time. */
const DECAYED = '2013-09-30';
const DAY = 86_400_000;

/** The example's history as it was then, in OpenMetrics, moved so that its newest week ended `ago` milliseconds before now. */
async function historyUntil(day: string, ago: number): Promise<string> {
  const { out, code } = await cli(['decay', 'examples/flight-delays', '--format', 'openmetrics', '--as-of', day]);
  assert.equal(code, 0);
  const times = [...out.matchAll(/ (\d+)$/gm)].map(([, time]) => Number(time));
  const shift = Math.round((Date.now() - ago) / 1000) - Math.max(...times);
  return out.replaceAll(
    /^(\w+)(.*?) (\S+) (\d+)$/gm,
    (_, metric: string, labels: string, value: string, time: string) => {
      const shown = metric.endsWith('_timestamp_seconds') ? Number(value) + shift : value;
      return `${metric}${labels} ${shown} ${Number(time) + shift}`;
    },
  );
}

interface Alerts {
  readonly data: { readonly alerts: readonly { readonly labels: Record<string, string>; readonly state: string }[] };
}

test('a real Prometheus fires the decay of the example from its exported history', { skip }, async (t) => {
  const [rules] = rendered(EXAMPLE_PLAN, 'prometheus-rules').files;
  assert.ok(rules);
  const prometheus = await startPrometheus(t, {
    openmetrics: await historyUntil(DECAYED, DAY),
    // Nobody waits a week here; promtool's tests do.
    rules: rules.text.replaceAll(/^ *for: .*\n/gm, ''),
  });
  const fires = async (): Promise<string[]> => {
    const { data } = (await (await fetch(`${prometheus.url}/api/v1/alerts`)).json()) as Alerts;
    return data.alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels['alertname'] ?? '');
  };
  for (let tries = 0; tries < 100 && (await fires()).length === 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 200));
  const fired = await fires();
  for (const name of ['LateArrivalWarningsCostMoreThanTheySave', 'LateArrivalWarningsSaveLittle'])
    assert.ok(fired.includes(name), `${name}: ${fired.join(', ')}`);
  assert.deepEqual(
    fired.filter((name) => /Absent$|Stale$|LabelsMissing|FlightsMissing/.test(name)),
    [],
  );
});

test('when nobody brings new values any more, that is an alert too', { skip }, async (t) => {
  const [rules] = rendered(EXAMPLE_PLAN, 'prometheus-rules').files;
  assert.ok(rules);
  const prometheus = await startPrometheus(t, {
    openmetrics: await historyUntil(DECAYED, 15 * DAY),
    rules: rules.text,
  });
  const query = 'count(ALERTS{alertname=~".+Absent", alertstate="firing"})';
  let found = '';
  for (let tries = 0; tries < 100 && !found.includes('=> 10 '); tries++) {
    found = await prometheus.promtool('query', 'instant', prometheus.url, query);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  // Of five indicators and five columns.
  assert.match(found, /=> 10 /);
});

test('as in the example, two bad weeks wake somebody and one does not', { skip }, async (t) => {
  assert.ok(typeof programs !== 'string');
  const history = await historyUntil('2013-12-30', 0);
  const values = [...history.matchAll(/^production_first_indicator\{.*indicator="avoided_cost"\} (\S+) \d+$/gm)].map(
    ([, value]) => Number(value),
  );
  assert.ok(values.length > 40);
  const alertname = 'LateArrivalWarningsCostMoreThanTheySave';
  const [rules] = rendered(EXAMPLE_PLAN, 'prometheus-rules').files;
  const below = values.map((value) => value < 0);
  const fires = below.map((bad, week) => bad && below[week - 1] === true);
  assert.ok(fires.includes(true) && below.some((bad, week) => bad && fires[week] === false));
  const labels = {
    domain: 'ground-operations',
    severity: 'critical',
    model: 'late-arrival',
    production_plan: 'late-arrivals',
    owner: '@example-air/arrivals',
    indicator: 'avoided_cost',
  };
  const alert = {
    exp_labels: labels,
    exp_annotations: {
      summary: 'avoided_cost of late-arrivals is below 0',
      runbook: 'docs/runbook.md',
      dashboard_url: 'https://example.com/d/late-arrivals',
    },
  };
  const tests = {
    rule_files: ['rules.yaml'],
    evaluation_interval: '12h',
    tests: [
      {
        interval: '7d',
        input_series: [
          {
            series: 'production_first_indicator{production_plan="late-arrivals", indicator="avoided_cost"}',
            values: values.join(' '),
          },
        ],
        alert_rule_test: fires.map((firing, week) => ({
          eval_time: `${week * 7}d`,
          alertname,
          exp_alerts: firing ? [alert] : [],
        })),
      },
    ],
  };
  const cwd = folderWith(t, { 'rules.yaml': rules?.text ?? '', 'tests.yaml': JSON.stringify(tests) });
  const { status, stdout, stderr } = spawnSync(programs.promtool, ['test', 'rules', 'tests.yaml'], {
    cwd,
    env,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stdout + stderr);
});
