import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { alertsIn as rulesIn } from '../../../server/src/core/pipeline/rule-files.ts';
import { findRuleFiles } from '../../../server/src/main/rule-files.ts';
import { scratch } from '../../support/scratch.ts';

const GROUPS = `groups:
  - name: churn
    rules:
      - alert: ChurnAucLow
        expr: auc < 0.85
      - record: auc:avg1d
        expr: avg_over_time(auc[1d])
      - {alert: "Churn: labels missing", expr: label_rate < 0.9}
`;
const alertsIn = (text: string): readonly string[] => rulesIn(text).alerts;
const indented = GROUPS.replace(/^/gm, '  ');

test('alerts of a file of rules, of a resource of Kubernetes, and of a template that is no YAML', () => {
  assert.deepEqual(alertsIn(GROUPS), ['ChurnAucLow', 'Churn: labels missing']);
  const resource = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: churn}\nspec:\n${indented}`;
  assert.deepEqual(alertsIn(`kind: Service\n---\n${resource}`), ['ChurnAucLow', 'Churn: labels missing']);
  assert.deepEqual(alertsIn(`{{- if .Values.alerts }}\n${GROUPS}{{- end }}\n`), ['ChurnAucLow']);
});

test('what an alert says is read as far as it can be', () => {
  const text = `groups:
  - name: churn
    rules:
      - alert: A
        expr: auc < 0.85
        for: 1d
        labels: {severity: critical, tier: 1}
      - {alert: B, expr: up == 0, for: soon, labels: [x]}
      - {alert: C, expr: {a: b}}
`;
  assert.deepEqual(rulesIn(text).written, [
    {
      name: 'A',
      group: 'churn',
      query: 'auc < 0.85',
      duration: 86_400_000,
      labels: { severity: 'critical', tier: '1' },
    },
    { name: 'B', group: 'churn', query: 'up == 0', duration: undefined, labels: {} },
    { name: 'C', group: 'churn', query: '', duration: 0, labels: {} },
  ]);
  assert.equal(rulesIn(`{{- if x }}\n${GROUPS}{{- end }}\n`).written, undefined);
});

test('what is no file of rules defines none', () => {
  for (const text of [
    '',
    'groups: [alert]',
    'groups: {rules: [{alert: A}]}',
    'groups: [{rules: [{alert: {a: b}}, {alert: 1}, {expr: alert}]}]',
    // A resource of another kind, and a plan that has rules of its own.
    `kind: ConfigMap\nspec:\n${indented}`,
    'spec: {alerting: {rules: [{name: AucLow}]}} # groups, alert',
    'groups: &a [*a] # alert',
  ])
    assert.deepEqual(alertsIn(text), [], text);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void alertsIn(`groups: alert ${text}`)));
});

test('files of rules are found wherever they are, but not in other people’s folders', async (t) => {
  const root = scratch(t, {
    'a/prometheus/churn.yml': GROUPS,
    'churn.rules': GROUPS,
    'docs/notes.md': GROUPS,
    'large.yaml': `${GROUPS}# ${'x'.repeat(500_001)}`,
    'node_modules/x/rules.yml': GROUPS,
    'p.production-plan.yaml': GROUPS,
    'service.yaml': 'kind: Service',
  });
  symlinkSync(root, path.join(root, 'a/round'));
  writeFileSync(path.join(root, 'binary.yml'), Buffer.from([0, 255, 254, 0]));
  const found = await findRuleFiles(root);
  assert.deepEqual(found.map(({ file }) => path.relative(root, file)).sort(), [
    'a/prometheus/churn.yml',
    'churn.rules',
  ]);
  assert.deepEqual(await findRuleFiles(path.join(root, 'missing')), []);
});
