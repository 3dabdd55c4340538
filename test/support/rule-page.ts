import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { check } from '../../server/src/core/check.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import type { FileFact, MadeFile } from '../../server/src/core/workspace-facts.ts';
import { assessed } from './assessed.ts';

const NOW = Date.UTC(2026, 10, 24);

/** A small plan without problems, also of a model in production. The sections of an example take the place of its own. */
const BASE = `
apiVersion: production-first/v1
kind: ProductionPlan
metadata: {name: churn}
spec:
  model: {name: churn, lifecycle: experimental}
  businessMetric: {name: retention, description: Share of subscribers who renew., objective: maximize, target: 0.93, proxy: auc, valuePerOutcome: {truePositive: 40, currency: EUR}}
  ownership: {owner: "group:default/growth-ml", members: [{username: ada, role: accountable}], onCall: {schedule: growth-ml-primary}, escalation: [{after: 30m, to: "group:default/platform"}]}
  dataSources: [{name: history, type: file, path: metrics/*.csv}]
  monitoring: {indicators: [{name: auc, role: quality, source: history, metric: auc, objective: maximize, critical: 0.85}]}
  alerting: {noData: true, targets: [{name: oncall, kind: pagerduty}], rules: [{name: AucLow, indicator: auc, severity: critical, op: lt, threshold: 0.85, for: 1d, notify: [oncall], runbook: docs/runbook.md}]}
  retraining: {strategy: manual}
  feedbackLoop: {labelSource: warehouse.churn_outcomes, joinKey: customer_id, labelDelay: 7d}
  rollback: {target: previous, triggers: [AucLow], runbook: docs/runbook.md, lastDrill: 2026-08-20}
`;
const FILES: Readonly<Record<string, FileFact>> = {
  'MODEL_CARD.md': { state: 'file', location: '/w/MODEL_CARD.md' },
  'docs/runbook.md': { state: 'file', location: '/w/docs/runbook.md' },
  'metrics/*.csv': { state: 'file', location: '/w/metrics/auc.csv' },
  'src/train.py': {
    state: 'file',
    location: '/w/src/train.py',
    symbols: ['train', 'evaluate'],
    owners: ['@acme/growth-ml'],
  },
  'pipelines/usage.py': { state: 'file', location: '/w/pipelines/usage.py', symbols: ['run'] },
  'contracts/usage.odcs.yaml': { state: 'file', location: '/w/contracts/usage.odcs.yaml' },
  '.github/workflows/retrain.yml': {
    state: 'file',
    location: '/w/.github/workflows/retrain.yml',
    schedules: ['0 3 1 * *'],
  },
  'feature_repo/feature_store.yaml': {
    state: 'file',
    location: '/w/feature_repo/feature_store.yaml',
    featureServices: ['churn_v3'],
  },
};

export interface PageExample {
  /** Sections of a plan. */
  readonly plan: string;
  /** What its data sources answer: a history as CSV, or `reason: message` of a failure. Without, nobody has looked. */
  readonly answer?: string;
  /** What is loaded in a server and registered, as YAML. */
  readonly loaded?: string;
  /** What became of files that were made from the plan, as YAML. */
  readonly made?: string;
}

export interface RulePage {
  readonly text: string;
  readonly bad: readonly PageExample[];
  readonly good: readonly PageExample[];
}

/**
 * The page of a rule, and its examples: blocks that start with ```yaml bad or ```yaml good. A block ```csv or ```text
 * right behind one is what the plan's data sources answer, and a block ```yaml loaded behind that which alert rules are
 * loaded and which versions registered. A block ```yaml made says what became of files that were made from the plan.
 */
export function rulePage(id: string): RulePage {
  const text = readFileSync(`docs/rules/${id}.md`, 'utf8');
  const blocks = (kind: string): PageExample[] => {
    const pattern = new RegExp(
      `^\`\`\`yaml ${kind}\\n([^]*?)^\`\`\`$(?:\\n\\n\`\`\`(?:csv|text)\\n([^]*?)^\`\`\`$)?(?:\\n\\n\`\`\`yaml loaded\\n([^]*?)^\`\`\`$)?(?:\\n\\n\`\`\`yaml made\\n([^]*?)^\`\`\`$)?`,
      'gm',
    );
    return [...text.matchAll(pattern)].map(([, plan = '', answer, loaded, made]) => ({
      plan,
      ...(answer !== undefined && { answer }),
      ...(loaded !== undefined && { loaded }),
      ...(made !== undefined && { made }),
    }));
  };
  return { text, bad: blocks('bad'), good: blocks('good') };
}

/** Rules with findings in a plan that holds the example, beside those the small plan around it has anyway. */
export function findingsOf({ plan, answer, loaded, made }: PageExample): string[] {
  const read = readFile('production-plan', plan);
  const unreadable = read.problems.map(({ rule }) => rule);
  if (unreadable.length > 0) return [...new Set(unreadable)];
  const usual = new Set(rulesFoundIn(BASE));
  return [...new Set(rulesFoundIn(merge(plan), answer, loaded, made))].filter((rule) => !usual.has(rule));
}

type Plan = Record<string, unknown> & { spec?: Record<string, unknown> };

function merge(example: string): string {
  const base = parse(BASE) as Plan;
  const given = parse(example) as Plan;
  return JSON.stringify({ ...base, ...given, spec: { ...base.spec, ...given.spec } });
}

function rulesFoundIn(text: string, answer?: string, loaded?: string, made?: string): string[] {
  const file = readFile('production-plan', text);
  const live = answer === undefined ? undefined : file.documents.map(({ root }) => assessed(root, answer, NOW, loaded));
  const paths = file.documents.flatMap(({ index }) =>
    index.paths.map((reference) => reference.text.split('#')[0] ?? ''),
  );
  const facts = Object.assign(
    new Map(paths.map((path) => [path, factOf(path)])),
    made === undefined ? {} : { made: parse(made) as MadeFile[] },
  );
  return check(file, { now: NOW, facts, rules: {}, live }).map(({ rule }) => rule);
}

const factOf = (path: string): FileFact =>
  Object.hasOwn(FILES, path) ? FILES[path]! : { state: path.startsWith('..') ? 'outside' : 'missing' };
