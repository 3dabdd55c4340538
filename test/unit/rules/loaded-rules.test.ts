import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/core/check.ts';
import type { Failure } from '../../../server/src/core/decay/answers.ts';
import type { Assessment } from '../../../server/src/core/decay/assess.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import type { Problem } from '../../../server/src/core/problem.ts';
import type { RuleFile, WorkspaceFacts } from '../../../server/src/core/workspace-facts.ts';
import { assessed } from '../../support/assessed.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const QUERY = 'avg_over_time(model_auc[1d])';

const PLAN = `metadata: {name: churn-classifier}
spec:
  model: {name: churn}
  dataSources:
    - {name: prom, type: prometheus, url: "https://prometheus.example.com"}
    - {name: history, type: file, path: metrics/*.csv}
  monitoring:
    indicators:
      - {name: auc, role: quality, source: prom, query: '${QUERY}', objective: maximize, critical: 0.85}
      - {name: label_rate, role: feedback, source: history, metric: label_rate, objective: maximize, critical: 0.9}
  slos: [{name: predictions-ok, indicator: auc, objective: 99, window: 30d}]
  alerting:
    rules:
      - {name: AucLow, indicator: auc, severity: critical, op: lt, threshold: 0.85, for: 1d}
      - {name: LabelsMissing, indicator: label_rate, severity: warning, op: lt, threshold: 0.9}
`;

const CSV = 'timestamp,metric,value\n2026-11-22,auc,0.9\n2026-11-23,auc,0.9\n2026-11-23,label_rate,0.97\n';

/** A rule as the plan has it, but for `more`. */
const auc = (more: object = {}): object => ({
  alert: 'AucLow',
  expr: `${QUERY} < 0.85`,
  for: '1d',
  labels: { severity: 'critical', model: 'churn' },
  ...more,
});
const labels = (more: object = {}): object => ({
  alert: 'LabelsMissing',
  expr: 'label_rate < 0.9',
  labels: { severity: 'warning', model: 'churn' },
  ...more,
});

interface Scene {
  readonly plan?: string;
  readonly files?: readonly RuleFile[];
  /** What became of what was read, before it is judged. */
  readonly change?: (live: Assessment) => Assessment;
}

function found(rules: readonly object[], { plan = PLAN, files, change = (live) => live }: Scene = {}): string[] {
  const loaded = JSON.stringify({ groups: [{ name: 'models', rules }] });
  const file = readFile('production-plan', PLAN);
  const live = file.documents.map(({ root }) => change(assessed(root, CSV, NOW, loaded)));
  const facts: WorkspaceFacts = Object.assign(new Map<string, never>(), files && { ruleFiles: files });
  const problems = check(readFile('production-plan', plan), { now: NOW, facts, rules: {}, live });
  return problems.filter(isAboutRules).map(({ rule, message, span }) => {
    return `${rule.slice('live/'.length)} at ${plan.slice(span.start, span.end)}: ${message}`;
  });
}

const isAboutRules = ({ rule }: Problem): boolean => /^live\/(?:rule-|orphan)/.test(rule);

const none: readonly string[] = [];

test('rules as the plan has them are no finding, however they are written', () => {
  assert.deepEqual(found([auc(), labels()]), none);
  const written = [
    { expr: `(0.85) > (${QUERY})` },
    { expr: 'auc:avg1d < 0.85' },
    { for: '24h' },
    { labels: { severity: 'Critical' } },
    { labels: { priority: 'critical' } },
    { labels: { severity: '{{ $labels.severity }}' } },
    { alert: 'auc_low' },
    // Two conditions have no one number.
    { expr: `${QUERY} < 0.5 and on () traffic > 10` },
    { expr: 'absent(model_auc) or model_auc < 0.5' },
    // In percent, or as what is missing to the whole.
    { expr: `${QUERY} * 100 < 85` },
    { expr: 'auc_percent < 85' },
    { expr: '1 - model_auc > 0.15' },
    { expr: 'auc_lost > 0.15' },
  ];
  for (const more of written) assert.deepEqual(found([auc(more), labels()]), none, JSON.stringify(more));
});

test('a file of rules tells which side is behind', () => {
  const written = (more: object): RuleFile[] => {
    const rule = {
      name: 'AucLow',
      group: 'churn',
      query: `${QUERY} < 0.85`,
      duration: 86_400_000,
      labels: {},
      ...more,
    };
    return [{ file: '../rules.yml', alerts: ['AucLow'], written: [rule] }];
  };
  const advice = (files: readonly RuleFile[]): string => {
    const [finding, ...others] = found([auc({ expr: `${QUERY} < 0.8` }), labels()], { files });
    assert.deepEqual(others, none);
    assert.match(
      finding!,
      /^rule-differs at 0\.85: In "prom", "AucLow" fires below 0\.8; by the plan it fires below 0\.85\. /,
    );
    return finding!.replace(/^.*0\.85\. /, '');
  };
  const undecided = 'Correct the one that is wrong; the server has to reload its rules to know.';
  assert.equal(advice(written({})), '../rules.yml has it as the plan does: let the server load that file.');
  assert.equal(
    advice(written({ query: `${QUERY} < 0.8` })),
    '../rules.yml has it as the server does: correct it there, or the plan.',
  );
  // A third value, a template, and two files of which either may be the one that is loaded.
  for (const query of [`${QUERY} < 0.7`, `${QUERY} < {{ .Values.auc }}`, 'auc:low'])
    assert.equal(advice(written({ query })), undecided, query);
  assert.equal(advice([...written({}), ...written({ query: `${QUERY} < 0.8` })]), undecided);
  const waits = (duration: number): string =>
    found([auc({ for: '5m' }), labels()], { files: written({ duration }) })[0]!;
  assert.match(waits(86_400_000), /waits 5m; by the plan it waits 1d\. \.\.\/rules\.yml has it as the plan does/);
  assert.match(waits(300_000), /\.\.\/rules\.yml has it as the server does/);
});

test('each difference is told at what the plan says of it', () => {
  const [severity, threshold, waits, ...more] = found([
    auc({ expr: `${QUERY} < 0.8`, for: '5m', labels: { severity: 'info' } }),
    labels(),
  ]);
  assert.deepEqual(more, none);
  assert.match(
    severity!,
    /^rule-differs at critical: In "prom", "AucLow" has severity info; by the plan it has severity critical\./,
  );
  assert.match(threshold!, /^rule-differs at 0\.85: .* fires below 0\.8; by the plan it fires below 0\.85\./);
  assert.match(waits!, /^rule-differs at 1d: .* waits 5m; by the plan it waits 1d\./);
  const differing: readonly (readonly [object, RegExp])[] = [
    [{ expr: `${QUERY} <= 0.85` }, /^rule-differs at lt: .* fires at or below 0\.85; by the plan it fires below 0\.85/],
    [{ expr: `${QUERY} > 0.85` }, /^rule-differs at lt: .* fires above 0\.85/],
    // The same query a hundred times the number: nothing else than a slip.
    [{ expr: `${QUERY} < 85` }, /^rule-differs at 0\.85: .* fires below 85/],
    [{ for: '0s' }, /^rule-differs at 1d: .* does not wait; by the plan it waits 1d/],
    [{ labels: {} }, /^rule-differs at critical: .* has no severity; by the plan/],
  ];
  for (const [change, message] of differing) {
    const [first, ...others] = found([auc(change), labels()]);
    assert.deepEqual(others, none);
    assert.match(first ?? '', message);
  }
});

test('one rule for each severity under one name: one of them as the plan has it is enough', () => {
  const early = auc({ expr: `${QUERY} < 0.88`, labels: { severity: 'warning', model: 'churn' } });
  assert.deepEqual(found([early, auc(), labels()]), none);
  assert.equal(found([early, labels()]).length, 2);
});

test('of several models’ rules of one name this model’s count', () => {
  const other = auc({ expr: `${QUERY} < 0.5`, labels: { severity: 'info', model: 'fraud' } });
  assert.deepEqual(found([other, auc(), labels()]), none);
  assert.match(found([other, labels()])[0] ?? '', /^rule-missing at AucLow: "AucLow" is not among the alert rules/);
  const planned = auc({ labels: { severity: 'critical', production_plan: 'churn-classifier', model: 'churn_v7' } });
  assert.deepEqual(found([planned, labels()]), none);
});

test('an alert on other than the server’s values is expected there only with a reason', () => {
  assert.deepEqual(found([auc()]), none);
  const [written, ...more] = found([auc()], { files: [{ file: 'rules/churn.yml', alerts: ['LabelsMissing'] }] });
  assert.match(
    written!,
    /^rule-missing at LabelsMissing: .* is written in rules\/churn\.yml, but not loaded in "prom"/,
  );
  assert.deepEqual(more, none);
  const two = PLAN.replace(
    'rules:\n',
    'rules:\n      - {name: LabelsLate, indicator: label_rate, severity: warning, op: lt, threshold: 0.8}\n',
  );
  const found2 = found([auc(), labels()], { plan: two });
  assert.match(found2[0] ?? '', /^rule-missing at LabelsLate:/);
});

test('where none of several is loaded that is told once, and of a model nobody uses yet not at all', () => {
  const plan = PLAN.replace('source: history, metric: label_rate', "source: prom, query: 'label_rate'");
  assert.match(
    found([], { plan }).join('\n'),
    /^rule-missing at rules: None of these alert rules is loaded in "prom": AucLow and LabelsMissing\./,
  );
  assert.match(found([]).join('\n'), /^rule-missing at AucLow:/);
  assert.deepEqual(found([], { plan: PLAN.replace('{name: churn}', '{name: churn, lifecycle: experimental}') }), none);
});

test('nothing is claimed of rules that were not read, or of another server than was asked', () => {
  const failure: Failure = { reason: 'unsupported', message: 'It gives no rules.' };
  const unread = (live: Assessment): Assessment => ({
    ...live,
    rules: live.rules.map(({ source }) => ({ source, answer: { failure } })),
  });
  assert.deepEqual(found([], { change: unread }), none);
  assert.deepEqual(found([], { plan: PLAN.replace('prometheus.example.com', 'other.example.com') }), none);
  const second = PLAN.replace(
    '    - {name: history',
    '    - {name: ruler, type: prometheus, url: "https://r.example.com"}\n    - {name: history',
  );
  assert.deepEqual(found([], { plan: second }), none);
});

test('what was read before the server went away says when', () => {
  const failure: Failure = { reason: 'unreachable', message: 'Nobody answers.' };
  const gone = (live: Assessment): Assessment => ({
    ...live,
    rules: live.rules.map(({ source, answer }) => ({ source, answer: { ...answer, failure } })),
  });
  assert.match(
    found([labels()], { change: gone })[0] ?? '',
    /AucLow.* So it was on 2026-11-24, when it was read last\.$/,
  );
});

test('a rule that fails, or is no longer evaluated, cannot fire; a rule that waits for its turn can', () => {
  const failing = found([auc({ health: 'err', lastError: 'many-to-many matching not allowed.' }), labels()]);
  assert.match(
    failing.join('\n'),
    /^rule-unhealthy at AucLow: .* its evaluation fails \(many-to-many matching not allowed\)\. Correct/,
  );
  const before = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
  assert.deepEqual(found([auc({ lastEvaluation: before(5) }), labels()]), none);
  const late = found([auc({ lastEvaluation: before(6) }), labels()]);
  assert.match(
    late.join('\n'),
    /^rule-unhealthy at AucLow: .* last evaluated at 2026-11-24 11:54 UTC, though it is to be every 1m\./,
  );
  const never = (live: Assessment): Assessment => ({
    ...live,
    rules: live.rules.map(({ source, answer }) => ({
      source,
      answer: { ...answer, result: { rules: answer.result!.rules.map(({ evaluated: _, ...rule }) => rule) } },
    })),
  });
  assert.deepEqual(found([auc({ health: 'unknown' }), labels()], { change: never }), none);
});

test('an alert of this model that the plan does not have is told, what follows from the plan is not', () => {
  const orphan = (more: object): string[] =>
    found([auc(), labels(), { alert: 'ScoresFrozen', expr: 'changes(score[1h]) == 0', ...more }]);
  const own = { labels: { model: 'churn' } };
  for (const more of [
    own,
    { labels: { production_plan: 'churn-classifier' } },
    { alert: 'ChurnClassifierScoresFrozen' },
    { alert: 'churn_classifier_scores' },
  ])
    assert.match(
      orphan(more).join('\n'),
      /^orphan-rule at rules: "prom" has alert rules of this model that the plan does not have: "/,
    );
  for (const more of [
    {},
    { labels: { model: 'fraud' } },
    { labels: { production_plan: 'churn-batch', model: 'churn' } },
    { ...own, expr: 'absent(model_auc)' },
    { ...own, alert: 'AucLowNoData' },
    { ...own, alert: 'PredictionsOkBurnRateFast' },
    { labels: { model: 'churn', slo: 'predictions-ok' } },
    { labels: { model: '{{ $labels.model }}' } },
  ])
    assert.deepEqual(orphan(more), none, JSON.stringify(more));
});
