import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/core/check.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { planOf } from '../../../server/src/core/plan/plan.ts';
import { fromRules } from '../../../server/src/core/scaffold/from-rules.ts';
import type { ModelOrigin, PlanOrigin } from '../../../server/src/core/scaffold/origin.ts';
import { planAnswers, planQuestions } from '../../../server/src/core/scaffold/plan-questions.ts';
import { renderPlan } from '../../../server/src/core/scaffold/plan.ts';
import { NO_FACTS } from '../../../server/src/core/scaffold/project-facts.ts';
import { EXAMPLE_PLAN, rendered, SOUND_PLANS } from '../../support/rendered.ts';

const RULES = `groups:
  - name: churn
    rules:
      - record: job:auc
        expr: avg(model_auc)
      - alert: AucLow
        expr: avg_over_time(model_auc{model="churn"}[1d]) < 0.85
        for: 1d
        labels: {severity: critical}
        annotations: {runbook_url: https://example.com/runbook}
      - alert: AucFalls
        expr: 0.88 > avg_over_time(model_auc{model="churn"}[1d])
        labels: {severity: warning, team: growth}
      - alert: Slow
        expr: histogram_quantile(0.95, sum by (le) (rate(request_seconds_bucket[5m]))) > 0.25
        labels: {severity: "{{ $labels.severity }}"}
        annotations: {runbook_url: "https://example.com/{{ $labels.job }}"}
      - alert: OtherAuc
        expr: min(model_auc) <= 0.5
      - alert: OtherAucHigh
        expr: min(model_auc) >= 0.999
      - alert: Down
        expr: up == 0
      - alert: Both
        expr: model_auc < 0.5 and model_load > 3
      - alert: AucLow
        expr: model_other > 3
`;

const planWith = (origin: PlanOrigin, answers: Readonly<Record<string, string>> = {}): string =>
  renderPlan(planAnswers({ model: 'churn', ...answers }, { ...NO_FACTS, origin }));

test('alerts become indicators and rules; what a plan has no words for is named', () => {
  const { alerts, left } = fromRules(RULES);
  const auc = { query: 'avg_over_time(model_auc{model="churn"}[1d])', indicator: 'model_auc', op: 'lt' };
  assert.deepEqual(alerts, [
    {
      name: 'AucLow',
      ...auc,
      threshold: 0.85,
      for: '1d',
      severity: 'critical',
      runbook: 'https://example.com/runbook',
    },
    { name: 'AucFalls', ...auc, threshold: 0.88, severity: 'warning' },
    {
      name: 'Slow',
      query: 'histogram_quantile(0.95, sum by (le) (rate(request_seconds_bucket[5m])))',
      indicator: 'request_seconds_bucket',
      op: 'gt',
      threshold: 0.25,
    },
    { name: 'OtherAuc', query: 'min(model_auc)', indicator: 'model_auc_2', op: 'lte', threshold: 0.5 },
    { name: 'OtherAucHigh', query: 'min(model_auc)', indicator: 'model_auc_2', op: 'gte', threshold: 0.999 },
  ]);
  assert.deepEqual(left, ['Down', 'Both', 'AucLow']);
  for (const other of ['', 'a: b', 'groups: [', 'groups: 1', '- alert: x', '\0'])
    assert.deepEqual(fromRules(other), { alerts: [], left: [] });
});

test('the plan says what the alerts say, and asks for the rest', () => {
  const text = planWith({ kind: 'prometheus-rules', file: 'a.yaml', ...fromRules(RULES) });
  const { documents, problems } = readFile('production-plan', text);
  assert.deepEqual(problems, []);
  const plan = planOf(documents[0]?.root);
  assert.ok(plan);
  assert.deepEqual(
    plan.indicators.map(({ name, objective, warning, critical }) => [name, objective, warning, critical]),
    [
      ['model_auc', 'maximize', 0.88, 0.85],
      ['request_seconds_bucket', 'minimize', undefined, undefined],
      // Watched on both sides, neither is the better one.
      ['model_auc_2', undefined, undefined, undefined],
    ],
  );
  assert.deepEqual(
    plan.alerts.map(({ name, indicator, op, threshold, severity }) => [name, indicator, op, threshold, severity]),
    [
      ['AucLow', 'model_auc', 'lt', 0.85, 'critical'],
      ['AucFalls', 'model_auc', 'lt', 0.88, 'warning'],
      ['Slow', 'request_seconds_bucket', 'gt', 0.25, undefined],
      ['OtherAuc', 'model_auc_2', 'lte', 0.5, undefined],
      ['OtherAucHigh', 'model_auc_2', 'gte', 0.999, undefined],
    ],
  );
  for (const name of ['Down', 'Both', 'AucLow'])
    assert.ok(text.includes(`# TODO ${name}: compares with no single number`));
  assert.doesNotMatch(text, /role: \w/);
});

test('rules that were made from a plan give its alerts back', () => {
  for (const plan of [EXAMPLE_PLAN, ...Object.values(SOUND_PLANS)]) {
    const root = readFile('production-plan', plan).documents[0]?.root;
    const made = fromRules(rendered(plan, 'prometheus-rules').files[0]?.text ?? '').alerts;
    const wanted = planOf(root)?.alerts ?? [];
    assert.ok(wanted.length > 2);
    for (const { name, op, threshold, severity } of wanted) {
      const found = made.find((alert) => alert.name === name);
      if (found) assert.deepEqual([found.op, found.threshold, found.severity], [op, threshold, severity], name);
    }
    assert.ok(made.filter(({ name }) => wanted.some((one) => one.name === name)).length > 1);
  }
});

test('only what neither rules nor a model say is asked', () => {
  const asked = (origin: PlanOrigin | undefined): string[] =>
    planQuestions({ ...NO_FACTS, ...(origin && { origin }) })({ sourceType: 'prometheus' }).map(({ id }) => id);
  const detection = ['indicator', 'indicatorObjective', 'sourceType', 'prometheusUrl', 'query', 'indicatorCritical'];
  const all = asked(undefined);
  assert.deepEqual(
    all.filter((id) => detection.includes(id)),
    detection,
  );
  const rules = asked({ kind: 'prometheus-rules', file: 'a', ...fromRules(RULES) });
  assert.deepEqual(
    rules.filter((id) => detection.includes(id)),
    ['prometheusUrl'],
  );
  assert.deepEqual(
    asked(MODEL).filter((id) => detection.includes(id)),
    ['indicator', 'indicatorObjective', 'indicatorCritical'],
  );
});

const MODEL: ModelOrigin = {
  kind: 'mlflow-model',
  location: 'http://localhost:5000',
  model: 'churn',
  version: '7',
  alias: 'champion',
  trainedAt: '2026-06-01',
  metrics: { auc: 0.91, loss: 0.2 },
};

test('a registered model gives its name, alias, training day and what it measured then', () => {
  const [first] = planQuestions({ ...NO_FACTS, origin: MODEL })({});
  assert.equal(first?.initial, 'churn');
  const indicator = planQuestions({ ...NO_FACTS, origin: MODEL })({}).find(({ id }) => id === 'indicator');
  assert.deepEqual(
    indicator?.choices.slice(0, 2).map(({ value }) => value),
    ['auc', 'loss'],
  );
  const text = planWith(MODEL, { indicator: 'auc', indicatorObjective: 'maximize' });
  assert.match(text, /^ {4}alias: champion\n {4}registry: tracking\n/m);
  assert.match(text, /^ {4}trainedAt: "?2026-06-01"?$/m);
  assert.match(text, /^ {8}baseline: 0\.91 # as the run/m);
  assert.match(text, /^ {6}url: http:\/\/localhost:5000$/m);
  const { alias: _, ...unnamed } = MODEL;
  const store = planWith({ ...unnamed, location: 'mlflow.db' }, { indicator: 'f1' });
  assert.match(store, /^ {4}version: "7"$/m);
  assert.match(store, /^ {6}path: mlflow\.db$/m);
  assert.doesNotMatch(store, /baseline: 0/);
  const file = readFile('production-plan', text);
  const found = check(file, { now: Date.UTC(2026, 10, 24), facts: new Map(), rules: {} });
  // Only answers are missing: nothing is of a wrong kind, or refers to nothing.
  const odd = found.filter(({ rule }) => /^(?:schema\/(?!missing)|reference\/|syntax\/)/.test(rule));
  assert.deepEqual(
    odd.filter(({ message }) => !/null|empty|answer/i.test(message)).map(({ message }) => message),
    [],
  );
});
