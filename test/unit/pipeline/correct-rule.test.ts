import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { alertsIn } from '../../../server/src/core/pipeline/rule-files.ts';
import { correctRule } from '../../../server/src/core/pipeline/correct-rule.ts';
import type { RuleCorrection } from '../../../server/src/core/problem.ts';
import { readComparison } from '../../../server/src/core/promql/comparison.ts';
import { applyChanges } from '../../../server/src/language/edits/change.ts';

const FILE = 'rules.yml';

function corrected(text: string, key: RuleCorrection['key'], value: string, alert = 'AucLow'): string | undefined {
  const change = correctRule(text, { file: FILE, alert, key, value });
  return change && applyChanges(text, [change]);
}

const rule = (lines: string): string => `groups:
  - name: churn # the model
    rules:
      - alert: AucLow # by night
${lines
  .split('\n')
  .map((line) => `        ${line}`)
  .join('\n')}
      - alert: Other
        expr: x < 0.8
        for: 5m
`;

test('the threshold is corrected where it is written, whatever is around it', () => {
  const cases: [written: string, after: string][] = [
    ['expr: auc < 0.8 # was 0.7', 'expr: auc < 0.85 # was 0.7'],
    ['expr: "auc < 0.8"', 'expr: "auc < 0.85"'],
    [`expr: 'auc{side="x"} < 0.8'`, `expr: 'auc{side="x"} < 0.85'`],
    ['expr: "auc{side=\\"0.8\\"} < 0.8"', 'expr: "auc{side=\\"0.8\\"} < 0.85"'],
    ['expr: (0.8) > (auc)', 'expr: (0.85) > (auc)'],
    ['expr: auc < 8e-1', 'expr: auc < 0.85'],
    ['expr: auc < -0.5', 'expr: auc < 0.85'],
    ['expr: auc{q="0.8"} offset 8m < 0.8', 'expr: auc{q="0.8"} offset 8m < 0.85'],
    ['expr: |\n  avg_over_time(auc[1d])\n    < 0.8 # low', 'expr: |\n  avg_over_time(auc[1d])\n    < 0.85 # low'],
    ['expr: >-\n  auc{q="0.8"}\n  <\n  0.8', 'expr: >-\n  auc{q="0.8"}\n  <\n  0.85'],
  ];
  for (const [written, after] of cases)
    assert.equal(corrected(rule(written), 'threshold', '0.85'), rule(after), written);
});

test('the comparison is corrected the way it is written', () => {
  assert.equal(corrected(rule('expr: auc <= 0.8'), 'op', 'lt'), rule('expr: auc < 0.8'));
  assert.equal(corrected(rule('expr: 0.8 >= auc'), 'op', 'lt'), rule('expr: 0.8 > auc'));
});

test('the waiting time and the severity are corrected, or added where they lack', () => {
  assert.equal(corrected(rule('expr: a < 1\nfor: "5m" # long'), 'for', '1d'), rule('expr: a < 1\nfor: "1d" # long'));
  assert.equal(corrected(rule('expr: a < 1'), 'for', '1d'), rule('for: 1d\nexpr: a < 1'));
  assert.equal(
    corrected(rule("labels:\n  severity: 'info'\n  team: a"), 'severity', 'critical'),
    rule("labels:\n  severity: 'critical'\n  team: a"),
  );
  assert.equal(
    corrected(rule('labels:\n  team: a # us'), 'severity', 'critical'),
    rule('labels:\n  team: a # us\n  severity: critical'),
  );
  assert.equal(
    corrected(rule('labels: {team: a}'), 'severity', 'critical'),
    rule('labels: {team: a, severity: critical}'),
  );
  assert.equal(corrected(rule('expr: a < 1'), 'severity', 'page'), rule('labels: {severity: page}\nexpr: a < 1'));
  const flow = 'groups: [{name: g, rules: [{alert: AucLow, expr: a < 1}]}]\n';
  assert.equal(corrected(flow, 'for', '1d'), 'groups: [{name: g, rules: [{alert: AucLow, for: 1d, expr: a < 1}]}]\n');
  assert.equal(
    corrected(rule('expr: a < 1').replaceAll('\n', '\r\n'), 'for', '1d'),
    rule('for: 1d\nexpr: a < 1').replaceAll('\n', '\r\n'),
  );
});

test('a PrometheusRule of Kubernetes is corrected, too', () => {
  const text = (value: string): string =>
    `kind: PrometheusRule\nspec:\n  groups: [{name: g, rules: [{alert: AucLow, expr: auc < ${value}}]}]\n`;
  assert.equal(corrected(text('0.8'), 'threshold', '0.85'), text('0.85'));
});

test('nothing is guessed', () => {
  const none: [text: string, key: RuleCorrection['key']][] = [
    [`${rule('expr: auc < 0.8')}      - alert: AucLow\n        expr: b < 0.8\n`, 'threshold'],
    [rule('expr: auc < 0.8 and b < 0.8'), 'threshold'],
    [rule('expr: auc'), 'threshold'],
    [`x: &q auc < 0.8\n${rule('expr: *q')}`, 'threshold'],
    [rule('expr: &q auc < 0.8'), 'threshold'],
    [rule('for: &wait 5m'), 'for'],
    [rule('expr: auc < 0.8').replace('AucLow', 'Elsewhere'), 'threshold'],
    ['groups: [{{ .Values.groups }}]\n', 'threshold'],
    ['', 'for'],
  ];
  for (const [text, key] of none) assert.equal(corrected(text, key, '0.85'), undefined, text);
});

test('whatever severity a plan names, the file stays one that says it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom('info', "'info'", '"info"'),
      (value, was) => {
        const after = corrected(rule(`labels: {severity: ${was}}`), 'severity', value);
        const [alert] = alertsIn(after ?? '').written ?? [];
        assert.equal(alert?.labels['severity'], value, after);
      },
    ),
  );
});

test('a threshold is read back from where it was corrected', () => {
  const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
  fc.assert(
    fc.property(number, number, (was, value) => {
      const after = corrected(rule(`expr: auc{q="${was}"} < ${was}`), 'threshold', String(value));
      const [alert] = alertsIn(after ?? '').written ?? [];
      assert.equal(readComparison(alert?.query ?? '')?.value, value === 0 ? 0 : value, after);
    }),
  );
});
