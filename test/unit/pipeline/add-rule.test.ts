import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { addRule } from '../../../server/src/core/pipeline/add-rule.ts';
import { alertsIn } from '../../../server/src/core/pipeline/rule-files.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { planOf } from '../../../server/src/core/plan/plan.ts';
import { thresholdAlert, type PrometheusAlert } from '../../../server/src/core/scaffold/render/prometheus-alert.ts';
import { comparison } from '../../../server/src/core/scaffold/render/promql.ts';
import { applyChanges } from '../../../server/src/language/edits/change.ts';
import { FULL_PLAN } from '../../support/full-plan.ts';

const ALERT: PrometheusAlert = {
  alert: 'AucFalling',
  expr: 'auc < 0.88',
  for: '1d',
  labels: { severity: 'warning' },
  annotations: { summary: 'auc is low' },
};

function added(text: string, alert = ALERT): string | undefined {
  const change = addRule(text, alert, ['AucLow']);
  return change && applyChanges(text, [change]);
}

test('a rule comes behind those of the group that has the others, in the indentation of the file', () => {
  const file = `groups:
- name: churn
  rules:
  - alert: AucLow
    expr: |
      auc < 0.85 # low
    # seldom
- name: other
  rules:
  - {alert: X, expr: x > 1}
`;
  assert.equal(
    added(file),
    file.replace(
      '      auc < 0.85 # low\n',
      `      auc < 0.85 # low
  - alert: AucFalling
    expr: auc < 0.88
    for: 1d
    labels:
      severity: warning
    annotations:
      summary: auc is low
`,
    ),
  );
  const dos = 'groups:\r\n  - name: churn\r\n    rules:\r\n      - alert: AucLow\r\n        expr: auc < 0.85';
  assert.deepEqual(alertsIn(added(dos) ?? '').alerts, ['AucLow', 'AucFalling']);
  assert.doesNotMatch(added(dos) ?? '', /[^\r]\n/);
});

test('nothing is added where the place is not clear', () => {
  const flow = 'groups: [{name: churn, rules: [{alert: AucLow, expr: auc < 0.85}]}]\n';
  const two = `groups:\n${['a', 'b'].map((name) => `  - name: ${name}\n    rules:\n      - {alert: AucLow, expr: x < 1}\n`).join('')}`;
  for (const text of [
    flow,
    two,
    '',
    'groups: {{ .Values }}\n',
    'groups:\n  - name: a\n    rules:\n      - {alert: B, expr: c > 1}\n',
  ])
    assert.equal(added(text), undefined, text);
});

test('whatever an alert is called and labelled, the file reads back with it and with what it had', () => {
  const file = 'groups:\n  - name: churn\n    rules:\n      - alert: AucLow\n        expr: auc < 0.85\n';
  const text = fc.string({ unit: 'binary', minLength: 1 });
  fc.assert(
    fc.property(text, text, text, (alert, owner, expr) => {
      const { written = [] } = alertsIn(added(file, { ...ALERT, alert, expr, labels: { owner } }) ?? '');
      assert.deepEqual(
        written.map(({ name, query, labels }) => [name, query, labels]),
        [
          ['AucLow', 'auc < 0.85', {}],
          [alert, expr, { owner }],
        ],
      );
    }),
  );
});

test('a query stays a part of the comparison, also with an operator or a remark in it', () => {
  assert.equal(comparison('a', 'lt', 0.5), 'a < 0.5');
  assert.equal(comparison('a / b', 'gte', -1), '(a / b) >= -1');
  assert.equal(comparison('a # in percent', 'gt', 1), '(\na # in percent\n) > 1');
  assert.equal(comparison('a', 'eq', 1), undefined);
});

test('an alert whose values Prometheus does not have is no rule, and says why; templates stay text', () => {
  const of = (text: string, name: string): ReturnType<typeof thresholdAlert> => {
    const plan = planOf(readFile('production-plan', text).documents[0]?.root);
    const alert = plan?.alerts.find((one) => one.name === name);
    assert.ok(plan && alert);
    return thresholdAlert(plan, 'churn {{ .x }}', alert);
  };
  const left = of(FULL_PLAN, 'ChurnAucLow');
  assert.ok('message' in left && left.message.includes('not in Prometheus'));
  const rule = of(FULL_PLAN.replace('indicator: auc, severity', 'indicator: latency_p95, severity'), 'ChurnAucLow');
  assert.ok(!('message' in rule));
  assert.equal(rule.labels['production_plan'], 'churn {{ "{{" }} .x }}');
  assert.match(rule.expr, /^histogram_quantile\(.*\) < 0\.85$/);
  assert.deepEqual(Object.keys(rule.annotations), ['summary', 'runbook', 'dashboard_url']);
});
