import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { planAnswers, planQuestions } from '../../../server/src/core/scaffold/plan-questions.ts';
import { renderPlan } from '../../../server/src/core/scaffold/plan.ts';
import { NO_FACTS, type ProjectFacts } from '../../../server/src/core/scaffold/project-facts.ts';
import { ask, type Answers } from '../../../server/src/core/scaffold/question.ts';
import { Wizard } from '../../../server/src/core/scaffold/wizard.ts';
import { check } from '../../../server/src/core/check.ts';
import { readFile } from '../../../server/src/core/document/read.ts';

const GIVEN: Answers = {
  model: 'churn',
  trainingCode: '',
  metric: 'monthly_retention',
  metricDescription: 'Share of subscribers who renew.',
  metricObjective: 'maximize',
  metricTarget: '0.93',
  indicator: 'auc',
  indicatorObjective: 'maximize',
  sourceType: 'file',
  sourcePath: 'metrics/*.csv',
  mlflowUrl: 'http://localhost:5000',
  evidentlyUrl: 'http://localhost:8000',
  prometheusUrl: 'http://localhost:9090',
  query: '',
  indicatorCritical: '',
  labelSource: 'warehouse.outcomes',
  labelDelay: '7d',
  owner: '@acme/growth-ml',
  onCall: '',
  strategy: 'scheduled',
  schedule: '0 3 1 * *',
  maxStaleness: '',
  rollbackTarget: 'previous',
  runbook: '',
};

/** Answers each question as `given` says and returns the ids in the order asked. */
function walk(wizard: Wizard, given: Answers): string[] {
  const asked: string[] = [];
  for (let question = wizard.current; question; question = wizard.current) {
    asked.push(question.id);
    assert.equal(wizard.answer(given[question.id] ?? ''), undefined, question.id);
  }
  return asked;
}

const formatErrors = (given: Answers, facts: ProjectFacts = NO_FACTS): string[] => {
  const text = renderPlan(planAnswers(given, facts));
  const options = { now: Date.UTC(2026, 0, 1), facts: new Map<string, never>(), rules: {} };
  return check(readFile('production-plan', text), options).flatMap(({ rule, severity, message }) =>
    severity === 'error' || rule.startsWith('schema/') ? [`${rule} ${message}`] : [],
  );
};

test('answering only what is required gives a plan without errors, whatever the choices', () => {
  // Triggered retraining needs an alert rule, and that a critical value: only then the plan is whole.
  const critical = (strategy: string): string => (strategy === 'triggered' ? '0.85' : '');
  const variants = ['prometheus', 'mlflow', 'evidently', 'file'].flatMap((sourceType) =>
    ['scheduled', 'triggered', 'continuous', 'manual'].flatMap((strategy) =>
      ['previous', 'version', 'alias', 'heuristic', 'disable'].map((rollbackTarget) => ({
        ...GIVEN,
        sourceType,
        strategy,
        indicatorCritical: critical(strategy),
        rollbackTarget,
      })),
    ),
  );
  for (const given of variants) {
    const wizard = new Wizard(planQuestions(NO_FACTS));
    walk(wizard, given);
    assert.deepEqual(formatErrors(wizard.answers), [], JSON.stringify(given));
  }
});

test('exactly the questions whose answers the format requires cannot be skipped', () => {
  const wizard = new Wizard(planQuestions(NO_FACTS));
  const asked = walk(wizard, GIVEN);
  for (const question of planQuestions(NO_FACTS)(wizard.answers)) {
    const without = Object.fromEntries(Object.entries(wizard.answers).filter(([id]) => id !== question.id));
    // A schedule and the address of the data source are not forced by the schema, but the answer before promised them.
    if (question.id === 'schedule' || question.id === 'sourcePath') continue;
    assert.equal(formatErrors(without).length > 0, question.required, question.id);
  }
  assert.ok(asked.length >= 18);
});

test('a wrong answer is told and changes nothing', () => {
  const wizard = new Wizard(planQuestions(NO_FACTS));
  const wrong: Answers = {
    model: ' ',
    metricTarget: '0,93',
    metricObjective: 'up',
    sourceType: 'excel',
    sourcePath: '../secret.csv',
    labelDelay: 'a week',
    owner: 'the team',
    schedule: 'monthly',
    maxStaleness: '45 days',
    runbook: '/etc/passwd',
  };
  const refused: string[] = [];
  for (let question = wizard.current; question; question = wizard.current) {
    const text = wrong[question.id];
    if (text !== undefined) {
      const step = wizard.step;
      assert.notEqual(wizard.answer(text), undefined, question.id);
      assert.equal(wizard.step, step);
      refused.push(question.id);
    }
    assert.equal(wizard.answer(GIVEN[question.id] ?? ''), undefined);
  }
  assert.deepEqual(refused.sort(), Object.keys(wrong).sort());
});

test('going back keeps answers; an answer that no longer applies is not in the result', () => {
  const wizard = new Wizard(planQuestions(NO_FACTS));
  while (wizard.current?.id !== 'sourceType') wizard.answer(GIVEN[wizard.current!.id] ?? '');
  const before = wizard.step;
  wizard.answer('prometheus');
  wizard.answer('http://localhost:9090');
  assert.equal(wizard.current.id, 'query');
  wizard.back();
  assert.equal(wizard.text, 'http://localhost:9090');
  wizard.back();
  assert.equal(wizard.step, before);
  assert.equal(wizard.text, 'prometheus');
  wizard.answer('file');
  assert.equal(wizard.current.id, 'sourcePath');
  walk(wizard, GIVEN);
  assert.equal('prometheusUrl' in wizard.answers, false);
  assert.equal(wizard.answers['sourcePath'], 'metrics/*.csv');
});

test('back at the first question stays there', () => {
  const wizard = new Wizard(() => [ask({ id: 'a', title: '', prompt: '' })]);
  wizard.back();
  assert.equal(wizard.step, 1);
  assert.equal(wizard.total, 1);
});

test('what the workspace says is filled in, the likeliest choice first', () => {
  const facts: ProjectFacts = {
    ...NO_FACTS,
    modelNames: ['churn'],
    cards: [
      {
        path: 'MODEL_CARD.md',
        name: 'churn',
        task: 'tabular-regression',
        license: undefined,
        library: undefined,
        metrics: ['rmse'],
      },
    ],
    owners: ['@acme/growth-ml'],
    trainingCode: [{ path: 'src/train.py', reference: 'src/train.py#train', library: 'sklearn' }],
    sources: ['mlflow'],
    trackingUrl: 'http://mlflow.internal:5000',
  };
  const questions = planQuestions(facts)({ indicator: 'rmse', sourceType: 'mlflow' });
  const first = (id: string): string | undefined => {
    const question = questions.find((candidate) => candidate.id === id);
    return question?.initial || question?.choices[0]?.value;
  };
  assert.deepEqual(
    ['model', 'trainingCode', 'indicator', 'indicatorObjective', 'sourceType', 'mlflowUrl', 'owner'].map(first),
    ['churn', 'src/train.py#train', 'rmse', 'minimize', 'mlflow', 'http://mlflow.internal:5000', '@acme/growth-ml'],
  );
  const answers = planAnswers({ model: 'churn' }, facts);
  assert.equal(answers.card, 'MODEL_CARD.md');
  assert.equal(answers.task, 'tabular-regression');
});

test('a model metric as business metric is advised against, not refused', () => {
  const question = planQuestions(NO_FACTS)({}).find(({ id }) => id === 'metric');
  assert.ok(question?.advice);
  assert.match(question.advice('test_accuracy') ?? '', /measures the model/);
  assert.equal(question.problem('test_accuracy'), undefined);
  assert.equal(question.advice('monthly_retention'), undefined);
});

test('no text crashes a question, and what is accepted is valid in the plan', () => {
  const all = new Wizard(planQuestions(NO_FACTS));
  walk(all, GIVEN);
  const asked = all.answers;
  const questions = planQuestions(NO_FACTS)(asked);
  fc.assert(
    fc.property(fc.constantFrom(...questions), fc.string({ unit: 'grapheme' }), (question, text) => {
      const wizard = new Wizard(() => [question]);
      if (text.trim() === '' || wizard.answer(text) !== undefined) return;
      assert.deepEqual(
        formatErrors({ ...asked, ...wizard.answers }).filter((m) => !m.startsWith('secret/')),
        [],
      );
    }),
    { numRuns: 300 },
  );
});
