import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { startPrometheus, withoutPrometheus } from '../../scripts/lib/systems/prometheus.ts';
import { inReverse } from '../support/cleanup.ts';
import { cli, folderWith } from '../support/cli.ts';
import type { Owner } from '../support/lsp/client.ts';
import { startExporter } from '../support/systems/exporter.ts';

const skip = await withoutPrometheus();

const METRICS = `# TYPE model_auc gauge
model_auc{model="churn",side="x"} 0.9
# TYPE latency_seconds gauge
latency_seconds{side="x"} 0.2
# TYPE pair gauge
pair{side="x",pair="1"} 1
pair{side="x",pair="2"} 1
# TYPE errors_ratio gauge
errors_ratio 0.001
# TYPE cost_euros gauge
cost_euros 100
`;

const auc = 'avg_over_time(model_auc{model="churn"}[1m])';

const LOADED = `groups:
  - name: churn
    rules:
      - {alert: ChurnAucLow, expr: '(0.85) >= ${auc}', for: 1d, labels: {severity: critical, model: churn}}
      - {alert: ChurnAucFalling, expr: '${auc} < 0.8', for: 5m, labels: {severity: info, model: churn}}
      - {alert: ChurnLatencyHigh, expr: 'latency_seconds * on(side) group_left pair > 0.25', for: 1h, labels: {severity: critical, model: churn}}
      - {alert: ChurnScoresFrozen, expr: 'changes(model_auc[1h]) == 0', labels: {severity: warning, model: churn}}
      - {alert: ChurnAucAbsent, expr: 'absent(model_auc)', labels: {severity: warning, model: churn}}
  - name: fraud
    rules:
      - {alert: ChurnCostHigh, expr: 'cost_euros > 5', labels: {severity: warning, model: fraud}}
      - {alert: FraudAucLow, expr: 'model_auc{model="fraud"} < 0.5', labels: {severity: critical, model: fraud}}
`;

const WRITTEN = `groups:
  - name: churn
    rules:
      - {alert: ChurnErrorsHigh, expr: errors_ratio > 0.01, for: 10m, labels: {severity: critical}}
`;

const planFor = (url: string): string => `apiVersion: production-first/v1
kind: ProductionPlan
metadata: {name: churn-classifier}
spec:
  model: {name: churn, lifecycle: production}
  dataSources:
    - {name: prom, type: prometheus, url: "${url}"}
  monitoring:
    interval: 15s
    indicators:
      - {name: auc, role: quality, source: prom, query: '${auc}', objective: maximize, warning: 0.88, critical: 0.85}
      - {name: latency, role: latency, source: prom, query: 'max_over_time(latency_seconds[1m])', objective: minimize, critical: 0.25}
      - {name: errors, role: errors, source: prom, query: 'avg_over_time(errors_ratio[1m])', objective: minimize, critical: 0.01}
      - {name: cost, role: cost, source: prom, query: 'max_over_time(cost_euros[1m])', objective: minimize, critical: 900}
  alerting:
    severities: [critical, warning]
    rules:
      - {name: ChurnAucLow, indicator: auc, severity: critical, op: lte, threshold: 0.85, for: 1d}
      - {name: ChurnAucFalling, indicator: auc, severity: warning, op: lt, threshold: 0.88, for: 1d}
      - {name: ChurnLatencyHigh, indicator: latency, severity: critical, op: gt, threshold: 0.25, for: 1h}
      - {name: ChurnErrorsHigh, indicator: errors, severity: critical, op: gt, threshold: 0.01, for: 10m}
      - {name: ChurnCostHigh, indicator: cost, severity: warning, op: gt, threshold: 900, for: 1h}
`;

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Record<'start' | 'end', { readonly line: number; readonly character: number }>;
}

/** What the command line finds of live data: rule, the text it points at, and the message. */
async function liveFindings(folder: string, plan: string): Promise<(Found & { readonly at: string })[]> {
  const file = path.join(folder, 'production-plan.yaml');
  const { out, err } = await cli(['check', '--live', '--format', 'json', file], { cwd: folder, network: true });
  assert.equal(err, '');
  const lines = plan.split('\n');
  return (JSON.parse(out) as { problems: Found[] }).problems
    .filter(({ rule }) => rule.startsWith('live/'))
    .map((problem) => {
      const { start, end } = problem.range;
      return { ...problem, at: lines[start.line]?.slice(start.character, end.character) ?? '' };
    });
}

/** A Prometheus that has evaluated all its rules, and a folder with the plan and a file of rules that is not loaded. */
async function started(owner: Owner, rules?: string): Promise<{ folder: string; plan: string }> {
  const exporter = await startExporter(owner, METRICS);
  const server = await startPrometheus(owner, {
    targets: [exporter.target],
    ...(rules !== undefined && { rules }),
  });
  const plan = planFor(server.url);
  const folder = folderWith(owner, { '.git/HEAD': '', 'production-plan.yaml': plan, 'prometheus/churn.yml': WRITTEN });
  for (let tries = 0; tries < 150; tries++) {
    const found = await liveFindings(folder, plan);
    const isReady = !found.some(({ rule }) => rule === 'live/no-series');
    if (isReady && (rules === undefined || found.some(({ rule }) => rule === 'live/rule-unhealthy')))
      return { folder, plan };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return assert.fail('the rules were not evaluated within 30 s');
}

test('what a server has loaded otherwise than the plan says is told at its line', { skip }, async (t) => {
  const { folder, plan } = await started(inReverse(t), LOADED);
  const found = await liveFindings(folder, plan);
  assert.deepEqual(
    found.map(({ rule, severity, at }) => [rule, severity, at]),
    [
      ['live/orphan-rule', 'information', 'rules'],
      ['live/rule-differs', 'warning', 'warning'],
      ['live/rule-differs', 'warning', '0.88'],
      ['live/rule-differs', 'warning', '1d'],
      ['live/rule-unhealthy', 'warning', 'ChurnLatencyHigh'],
      ['live/rule-missing', 'warning', 'ChurnErrorsHigh'],
      ['live/rule-missing', 'warning', 'ChurnCostHigh'],
    ],
  );
  const [orphan, severity, threshold, waits, unhealthy, written, missing] = found.map(({ message }) => message);
  assert.match(orphan!, /the plan does not have: "ChurnScoresFrozen"\./);
  assert.match(severity!, /"ChurnAucFalling" has severity info; by the plan it has severity warning\./);
  assert.match(threshold!, /"ChurnAucFalling" fires below 0\.8; by the plan it fires below 0\.88\./);
  assert.match(waits!, /"ChurnAucFalling" waits 5m; by the plan it waits 1d\./);
  assert.match(unhealthy!, /cannot fire: its evaluation fails \(.*(?:many-to-many|multiple matches).*\)\. Correct/);
  assert.match(written!, /^"ChurnErrorsHigh" is written in prometheus\/churn\.yml, but not loaded in "prom"/);
  assert.match(missing!, /^"ChurnCostHigh" is not among the alert rules loaded in "prom", .*cost is above 900\./);
});

test('a server without any rule is told once, where none is written either', { skip }, async (t) => {
  const owner = inReverse(t);
  const { folder, plan } = await started(owner);
  rmSync(path.join(folder, 'prometheus'), { recursive: true });
  const found = await liveFindings(folder, plan);
  assert.deepEqual(
    found.map(({ rule, at }) => [rule, at]),
    [['live/rule-missing', 'rules']],
  );
  assert.match(found[0]!.message, /^None of these alert rules is loaded in "prom": ChurnAucLow, .*ChurnCostHigh\./);
  // Of a model nobody uses yet, and a day gone by, no server tells.
  writeFileSync(
    path.join(folder, 'production-plan.yaml'),
    plan.replace('lifecycle: production', 'lifecycle: experimental'),
  );
  assert.deepEqual(await liveFindings(folder, plan), []);
});
