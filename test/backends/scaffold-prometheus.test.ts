import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { ensurePrometheus } from '../../scripts/lib/systems/prometheus-programs.ts';
import { folderWith } from '../support/cli.ts';
import { FULL_PLAN } from '../support/full-plan.ts';
import { rendered, SOUND_PLANS } from '../support/rendered.ts';

const programs = await ensurePrometheus();
const skip = typeof programs === 'string' && programs;

interface Judged {
  readonly check: string;
  readonly tests: string;
  readonly passes: boolean;
}

/** What promtool says of rendered rules and of their tests; `change` mends, or breaks, the rules before. */
function judged(t: Parameters<typeof folderWith>[0], plan: string, change = (rules: string): string => rules): Judged {
  assert.ok(typeof programs !== 'string');
  const files = rendered(plan, 'prometheus-rules').files.map(({ path: name, text }) => [
    path.basename(name),
    name.endsWith('.test.yaml') ? text : change(text),
  ]);
  const cwd = folderWith(t, Object.fromEntries(files) as Record<string, string>);
  const run = (...args: readonly string[]): { readonly status: number | null; readonly out: string } => {
    const { status, stdout, stderr } = spawnSync(programs.promtool, args, { cwd, encoding: 'utf8', timeout: 60_000 });
    return { status, out: stdout + stderr };
  };
  const names = files.map(([name = '']) => name);
  const rules = names.filter((name) => !name.endsWith('.test.yaml'));
  const check = run('check', 'rules', '--lint=all', '--lint-fatal', ...rules);
  const tests = run('test', 'rules', ...names.filter((name) => name.endsWith('.test.yaml')));
  return { check: check.out, tests: tests.out, passes: check.status === 0 && tests.status === 0 };
}

for (const [name, plan] of Object.entries(SOUND_PLANS))
  test(`the rules of ${name} are rules, and do in promtool's tests what the plan says`, { skip }, (t) => {
    const sound = judged(t, plan);
    assert.ok(sound.passes, `${sound.check}\n${sound.tests}`);
    assert.match(sound.check, /SUCCESS: \d+ rules found/);
    // The tests are tests: they notice what is otherwise.
    const later = judged(t, plan, (rules) => rules.replaceAll(/^( *)for: .*$/gm, '$1for: 52w'));
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
    const { passes, tests } = judged(t, plan, (rules) => rules.replace('< 0.85', wrong));
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
