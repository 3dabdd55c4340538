import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { parse } from 'yaml';
import { EXAMPLE, readExample, RECORDED } from '../support/example/files.ts';
import { run, type Python, type Run } from '../../scripts/lib/python.ts';
import { examplePython } from '../../scripts/lib/systems/python.ts';

interface Verdict {
  readonly champion: { readonly auc: number };
  readonly challenger: { readonly auc: number };
  readonly promote: boolean;
}

interface Workflow {
  readonly jobs: { readonly challenger: { readonly steps: readonly { readonly run?: string }[] } };
}

describe('the example regenerates', () => {
  let python: Python;
  let copy = '';

  before(() => {
    python = examplePython();
    copy = mkdtempSync(path.join(tmpdir(), 'flight-delays-'));
    const left = new Set(['models', '.venv', 'metrics', 'reports', 'reference', '__pycache__']);
    cpSync(EXAMPLE, copy, { recursive: true, filter: (source) => !left.has(path.basename(source)) });
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  /** Runs a script of the copy, or skips the test where there is no Python. */
  function script(context: TestContext, ...args: string[]): Run | undefined {
    if ('missing' in python) {
      context.skip(python.missing);
      return undefined;
    }
    return run(python.program, args, { cwd: copy });
  }

  function succeed(outcome: Run | undefined): Run | undefined {
    if (outcome) assert.equal(outcome.status, 0, outcome.stderr);
    return outcome;
  }

  test('training and evaluation record the committed files byte for byte', (context) => {
    if (!succeed(script(context, 'src/train.py'))) return;
    succeed(script(context, 'src/evaluate.py'));
    for (const name of RECORDED) {
      assert.equal(readFileSync(path.join(copy, name), 'utf8'), readExample(name), name);
    }
  });

  test('its own tests pass: no feature knows the future, drift and value by hand', (context) => {
    const outcome = succeed(script(context, '-m', 'unittest'));
    if (outcome) assert.match(outcome.stderr, /Ran \d{2,} tests/);
  });

  test('the retraining workflow’s command promotes a challenger in summer and keeps the champion in winter', (context) => {
    if ('missing' in python) return context.skip(python.missing);
    const workflow = parse(readExample('.github/workflows/retrain.yml')) as Workflow;
    const command = workflow.jobs.challenger.steps.find((step) => step.run?.includes('retrain.py'))?.run;
    assert.ok(command);
    const bin = path.dirname(python.program);
    const retrain = (until: string): { status: number | null; verdict: Verdict } => {
      const env = {
        ...process.env,
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        UNTIL: until,
        CHAMPION_UNTIL: '2013-03-01',
      };
      // Without --norc bash reads a person's .bashrc where it takes the pipe for a remote shell, and with it another Python.
      const { status, stderr } = run('bash', ['--norc', '-ec', command], { cwd: copy, env });
      assert.ok(status === 0 || status === 1, stderr);
      assert.ok(existsSync(path.join(copy, 'reports/verdict.json')), stderr);
      return { status, verdict: JSON.parse(readFileSync(path.join(copy, 'reports/verdict.json'), 'utf8')) as Verdict };
    };
    const summer = retrain('2013-07-01');
    assert.equal(summer.status, 0);
    assert.ok(summer.verdict.promote && summer.verdict.challenger.auc >= summer.verdict.champion.auc + 0.005);
    const winter = retrain('2013-12-30');
    assert.equal(winter.status, 1);
    assert.equal(winter.verdict.promote, false);
  });

  test('the rollback scores without a model the flights the model scores', (context) => {
    const hour = ['src/score.py', '--date', '2013-09-25', '--at', '14:00'];
    const byModel = succeed(script(context, ...hour));
    if (!byModel) return;
    rmSync(path.join(copy, 'models'), { recursive: true });
    const byRule = succeed(script(context, ...hour, '--by', 'rule'));
    const flights = (outcome: Run | undefined): string[] =>
      (outcome?.stdout ?? '')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',').slice(0, 4).join(','));
    assert.ok(flights(byModel).length > 50);
    assert.deepEqual(flights(byRule), flights(byModel));
    const without = script(context, ...hour);
    assert.equal(without?.status, 1);
    assert.match(without.stderr, /^There is no model yet: python src\/train\.py/);
  });
});
