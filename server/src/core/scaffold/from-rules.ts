import { findPair, nodeAt, resolve, stringAt, type Node } from '../document/node.ts';
import { parseYaml } from '../document/parse.ts';
import { alertsOf } from '../pipeline/rule-files.ts';
import { readComparison } from '../promql/comparison.ts';
import { readPromql } from '../promql/read.ts';
import { parseDuration } from '../schema/formats.ts';
import type { FoundAlert, RulesOrigin } from './origin.ts';

const MAX_ALERTS = 100;

/** What a file of Prometheus rules, or a PrometheusRule, says that a plan can say too. Empty for any other file. */
export function fromRules(text: string): Pick<RulesOrigin, 'alerts' | 'left'> {
  const { documents, problems } = parseYaml(text);
  if (problems.length > 0) return { alerts: [], left: [] };
  const alerts: FoundAlert[] = [];
  const left: string[] = [];
  const names = new Map<string, string>();
  for (const rule of documents.flatMap(({ root }) => alertsOf(root)).slice(0, MAX_ALERTS)) {
    const name = stringAt(rule, ['alert']) ?? '';
    const compared = readComparison(stringAt(rule, ['expr']) ?? '');
    // A plan calls each alert by a name of its own.
    if (!compared || !Number.isFinite(compared.value) || alerts.some((one) => one.name === name)) {
      left.push(name);
      continue;
    }
    const query = compared.measured.trim();
    const indicator = names.get(query) ?? nameFor(query, new Set(names.values()));
    names.set(query, indicator);
    alerts.push({ name, query, indicator, op: compared.op, threshold: compared.value, ...detailsOf(rule) });
  }
  return { alerts, left };
}

function detailsOf(rule: Node): Pick<FoundAlert, 'for' | 'severity' | 'runbook'> {
  const wait = stringAt(rule, ['for']);
  const severity = textAt(rule, ['labels', 'severity']);
  const runbook = textAt(rule, ['annotations', 'runbook_url']) ?? textAt(rule, ['annotations', 'runbook']);
  return {
    ...(wait !== undefined && parseDuration(wait) !== undefined && { for: wait }),
    ...(severity !== undefined && { severity }),
    ...(runbook !== undefined && { runbook }),
  };
}

/** A text without templates: what Prometheus would fill in, a plan cannot say. */
function textAt(rule: Node, [first, second]: readonly [string, string]): string | undefined {
  const node = resolve(findPair(nodeAt(rule, [first]), second)?.value);
  const text = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value.trim() : '';
  return text === '' || text.includes('{{') ? undefined : text;
}

/** A name for what a query measures: that of its metric, with a number where another query has it. */
function nameFor(query: string, taken: ReadonlySet<string>): string {
  const metric = readPromql(query)?.selectors[0]?.metric ?? 'value';
  const base = metric.replaceAll(/[^A-Za-z0-9_]+/g, '_').replaceAll(/^_+|_+$/g, '') || 'value';
  if (!taken.has(base)) return base;
  for (let count = 2; ; count++) if (!taken.has(`${base}_${count}`)) return `${base}_${count}`;
}
