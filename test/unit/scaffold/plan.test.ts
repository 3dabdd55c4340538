import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../../server/src/core/check.ts';
import { nodeAt } from '../../../server/src/core/document/node.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { toValue } from '../../../server/src/core/document/value.ts';
import type { Path } from '../../../server/src/core/problem.ts';
import type { PlanAnswers } from '../../../server/src/core/scaffold/plan-answers.ts';
import { renderPlan } from '../../../server/src/core/scaffold/plan.ts';

const COMPLETE: PlanAnswers = {
  model: 'churn',
  card: 'MODEL_CARD.md',
  trainingCode: ['src/train.py#train'],
  task: 'tabular-classification',
  metric: 'monthly_retention',
  metricDescription: 'Share of subscribers who renew.',
  metricObjective: 'maximize',
  metricTarget: 0.93,
  indicator: 'auc',
  indicatorObjective: 'maximize',
  indicatorCritical: 0.85,
  sourceType: 'file',
  sourceLocation: 'metrics/*.csv',
  labelSource: 'warehouse.churn_outcomes',
  labelDelay: '7d',
  owner: '@acme/growth-ml',
  onCall: 'growth-ml-primary',
  strategy: 'scheduled',
  schedule: '0 3 1 * *',
  maxStaleness: '45d',
  rollbackTarget: 'previous',
  runbook: 'docs/runbook.md',
};

const problemsOf = (text: string) =>
  check(readFile('production-plan', text), { now: Date.UTC(2026, 0, 1), facts: new Map(), rules: {} });

const valueAt = (text: string, path: Path): unknown =>
  toValue(nodeAt(readFile('production-plan', text).documents[0]?.root, path));

/** Errors of the format; what later rules advise about open points is theirs to say. */
const formatErrors = (text: string): string[] =>
  problemsOf(text).flatMap(({ rule, message }) =>
    /^(syntax|schema|reference)\//.test(rule) ? [`${rule} ${message}`] : [],
  );

test('complete answers give a plan without a format error', () => {
  const text = renderPlan(COMPLETE);
  assert.deepEqual(formatErrors(text), []);
  assert.deepEqual(
    problemsOf(text).filter(({ severity }) => severity === 'error'),
    [],
  );
});

test('a critical value becomes an alert rule on the right side; without one no threshold is made up', () => {
  const rule = ['spec', 'alerting', 'rules', 0];
  const text = renderPlan({ ...COMPLETE, indicator: 'latency_p95', indicatorObjective: 'minimize' });
  assert.equal(valueAt(text, [...rule, 'op']), 'gt');
  assert.equal(valueAt(text, [...rule, 'name']), 'LatencyP95High');
  const open = renderPlan({ ...COMPLETE, indicatorCritical: undefined });
  assert.deepEqual(valueAt(open, ['spec', 'alerting', 'rules']), []);
  assert.match(open, /# TODO critical: /);
  assert.deepEqual(formatErrors(open), []);
});

test('with no answers each required field is open and reported, and no number is in the plan', () => {
  const text = renderPlan({});
  const problems = problemsOf(text);
  assert.ok(problems.length >= 10);
  const lines = text.split('\n');
  const reported = new Set(problems.map(({ span }) => text.slice(0, span.start).split('\n').length - 1));
  const open = lines.flatMap((line, index) => (/^[^#]*:\s+# TODO/.test(line) ? [index] : []));
  assert.ok(open.length >= 10);
  for (const index of open) assert.ok(reported.has(index), `${lines[index]!} is not reported`);
  const code = lines.map((line) => line.replace(/\s*#.*/, '')).join('\n');
  assert.doesNotMatch(code, /:\s*[-\d]+(\.\d+)?\s*$/m);
});

const STRINGS: readonly (readonly [keyof PlanAnswers, Path])[] = [
  ['model', ['spec', 'model', 'name']],
  ['card', ['spec', 'model', 'card']],
  ['task', ['spec', 'model', 'task']],
  ['metric', ['spec', 'businessMetric', 'name']],
  ['metricDescription', ['spec', 'businessMetric', 'description']],
  ['indicator', ['spec', 'monitoring', 'indicators', 0, 'metric']],
  ['sourceLocation', ['spec', 'dataSources', 0, 'path']],
  ['labelSource', ['spec', 'feedbackLoop', 'labelSource']],
  ['labelDelay', ['spec', 'feedbackLoop', 'labelDelay']],
  ['owner', ['spec', 'ownership', 'owner']],
  ['onCall', ['spec', 'ownership', 'onCall', 'schedule']],
  ['schedule', ['spec', 'retraining', 'schedule']],
  ['runbook', ['spec', 'rollback', 'runbook']],
];

const HOSTILE = [
  '"', "'", '# c', 'a: b', '- x', '{', '}', '[', '*a', '&a', '!t', '%', '@', '`', '|', '>', '\n', '\r\n', '\r', '\t', '\0',
  '\u0085', '\u2028', '\u2029', '\uFEFF', '\u202E', '---', '...', '<<<<<<<', '=======', '<<', 'null', '~', 'true', 'yes',
  '1e3', '0x1F', '2026-01-01', '1:30', '.inf', '\ud800', '😀', 'é', '\\', '$(x)', '${{ x }}', ' ', '',
]; // prettier-ignore

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 8 }).map((parts) => parts.join('')),
);

test('whatever the answers hold, the plan reads back as exactly these strings', () => {
  const answers = fc.record(Object.fromEntries(STRINGS.map(([key]) => [key, hostile])));
  fc.assert(
    fc.property(answers, hostile, (given, training) => {
      const text = renderPlan({ ...COMPLETE, ...given, trainingCode: [training] });
      assert.deepEqual(readFile('production-plan', text).problems, []);
      for (const [key, path] of STRINGS) assert.equal(valueAt(text, path), given[key], key);
      assert.equal(valueAt(text, ['spec', 'model', 'trainingCode', 0]), training);
    }),
    { numRuns: 200 },
  );
});

test('hostile answers never bring in a key of their own', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const value = readFileValue(renderPlan({ ...COMPLETE, metricDescription: text })) as { spec: object };
      assert.deepEqual(Object.keys(value.spec).sort(), [
        'alerting',
        'businessMetric',
        'dataSources',
        'feedbackLoop',
        'model',
        'monitoring',
        'ownership',
        'retraining',
        'rollback',
      ]);
    }),
  );
});

function readFileValue(text: string): unknown {
  return toValue(readFile('production-plan', text).documents[0]?.root);
}

test('numbers stay the numbers that were given', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (target) => {
      const text = renderPlan({ ...COMPLETE, metricTarget: target });
      assert.equal(Number(valueAt(text, ['spec', 'businessMetric', 'target'])), target);
    }),
  );
});
