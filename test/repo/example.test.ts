import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { check } from '../../server/src/core/check.ts';
import { kindOf } from '../../server/src/core/document/kind.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import { PlanIndex } from '../../server/src/core/plan/index-plan.ts';
import { SCHEMAS } from '../../server/src/core/schema/bundled.ts';
import { Workspace } from '../../server/src/main/workspace.ts';
import { EXAMPLE, mean, readExample, readRecords, RECORDED, weekly } from '../support/example/files.ts';

const NOW = Date.UTC(2026, 10, 24);
const BASELINE_WEEKS = 4;
const QUARTER_WEEKS = 13;

interface Plan {
  readonly spec: {
    readonly businessMetric: { readonly baseline: number };
    readonly monitoring: {
      readonly indicators: readonly { readonly name: string; readonly metric: string; readonly baseline: number }[];
      readonly drift: { readonly columns: readonly { readonly column: string }[] };
    };
  };
}

const plan = parse(readExample('production-plan.yaml')) as Plan;
const atRelease = (metric: string): number => mean(weekly(metric).slice(0, BASELINE_WEEKS));
const lastQuarter = (metric: string): number[] => weekly(metric).slice(-QUARTER_WEEKS);

for (const name of ['production-plan.yaml', 'MODEL_CARD.md']) {
  test(`${name} of the example has no problem with the files on disk`, async () => {
    const text = readExample(name);
    const kind = kindOf(name, text);
    assert.ok(kind);
    const file = readFile(kind, text);
    const paths = file.documents.flatMap(({ root }) => new PlanIndex(SCHEMAS[kind].schema, root).paths);
    const facts = await new Workspace([EXAMPLE]).facts(path.join(EXAMPLE, name), { paths });
    assert.deepEqual(check(file, { now: NOW, facts, rules: {} }), []);
  });
}

test('the quality decays by more than its standard error', () => {
  const auc = lastQuarter('auc');
  const middle = mean(auc);
  const variance = mean(auc.map((value) => (value - middle) ** 2)) * (auc.length / (auc.length - 1));
  const standardError = Math.sqrt(variance / auc.length);
  assert.ok(
    middle + 2 * standardError < atRelease('auc'),
    `last quarter ${middle} ± ${standardError}, baseline ${atRelease('auc')}`,
  );
});

test('the baselines of the plan are the means of the first four weeks', () => {
  for (const { name, metric, baseline } of plan.spec.monitoring.indicators) {
    assert.equal(baseline, Number(atRelease(metric).toFixed(4)), name);
  }
  assert.equal(plan.spec.businessMetric.baseline, Number(atRelease('avoided_cost_rule').toFixed(4)));
});

test('the history has a weekly point of every indicator and drift column', () => {
  const history = readRecords('metrics/history.csv');
  const stamps = [...new Set(history.map((row) => row['timestamp']))];
  assert.equal(stamps.length, 43);
  for (const { metric } of plan.spec.monitoring.indicators) assert.equal(weekly(metric).length, stamps.length, metric);
  for (const { column } of plan.spec.monitoring.drift.columns) {
    const points = history.filter((row) => row['metric'] === 'psi' && row['column'] === column);
    assert.equal(points.length, stamps.length, column);
  }
});

test('the numbers of the card are those of the history', () => {
  const card = readExample('MODEL_CARD.md');
  assert.equal(/roc_auc\n +value: ([\d.]+)/.exec(card)?.[1], atRelease('auc').toFixed(4));
  assert.equal(/brier_score\n +value: ([\d.]+)/.exec(card)?.[1], atRelease('brier_score').toFixed(4));
  const metrics = ['auc', 'avoided_cost', 'avoided_cost_rule'];
  const row = (value: (metric: string) => number): string =>
    metrics.map((metric) => value(metric).toFixed(4)).join(' | ');
  assert.ok(card.includes(`| first four (the baseline) | ${row(atRelease)} |`), row(atRelease));
  const last = row((metric) => mean(lastQuarter(metric)));
  assert.ok(card.includes(`| last thirteen | ${last} |`), last);
});

test('the table in the README is the monthly report', () => {
  const readme = readExample('README.md');
  const shown = ['late_rate', 'auc', 'auc_retrained', 'avoided_cost', 'avoided_cost_retrained', 'avoided_cost_rule'];
  for (const month of readRecords('reports/monthly.csv')) {
    const cells = shown.map((column) => Number(month[column]).toFixed(3));
    const flights = Number(month['flights']).toLocaleString('en');
    const row = `| ${[month['month'], flights, ...cells].join(' | ')} |`;
    assert.ok(readme.includes(row), row);
  }
});

test('the recorded files stay small and the model is not committed', () => {
  const bytes = RECORDED.reduce((sum, name) => sum + statSync(path.join(EXAMPLE, name)).size, 0);
  assert.ok(bytes < 300_000, `${bytes} bytes`);
  assert.ok(readExample('.gitignore').split('\n').includes('models/'));
  assert.ok(
    readdirSync(EXAMPLE).includes('CODEOWNERS') || readdirSync(path.join(EXAMPLE, '.github')).includes('CODEOWNERS'),
  );
});
