import type { Alert, DriftColumn, Indicator, Plan } from '../../plan/plan.ts';
import { opInWords } from '../../rules/words.ts';
import { parseDuration } from '../../schema/formats.ts';
import { isUrl } from '../../workspace-facts.ts';
import { goText } from './go-template.ts';
import { queryOf, type Left, type Measured } from './measured.ts';
import { comparison } from './promql.ts';

/** An alert for Prometheus. */
export interface PrometheusAlert {
  readonly alert: string;
  readonly expr: string;
  /** As Prometheus writes it; undefined: it fires at once. */
  readonly for: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * An alert of a plan as Prometheus evaluates it. Nothing is guessed: what the plan does not say is a reason to leave it out.
 * @param name metadata.name of the plan
 * @param more labels beside its own
 * @param measure how Prometheus gives what is watched; where that is not said, only values count that it has itself
 */
export function thresholdAlert(
  plan: Plan,
  name: string,
  alert: Alert,
  measure: (watched: Indicator | DriftColumn) => Measured | Left = (watched) => queryOf(plan, watched),
  more: Readonly<Record<string, string>> = {},
): PrometheusAlert | Left {
  const { section, op, threshold, severity, indicator, drift, waits } = alert;
  const watched = plan.indicator(indicator) ?? plan.column(drift);
  if (!watched) return { message: 'it watches nothing that the plan has.' };
  const found = measure(watched);
  if ('message' in found) return found;
  if (op === undefined || threshold === undefined) return { message: 'it has no "op" and "threshold".' };
  if (severity === undefined) return { message: 'it has no severity.' };
  if (section.text('name') === undefined) return { message: 'it has no name.' };
  const wait = section.text('for');
  if (waits === undefined || (wait !== undefined && parseDuration(wait) === undefined))
    return { message: `"for" is no duration: ${wait ?? ''}.` };
  const expr = comparison(found.query, op, threshold);
  if (expr === undefined) return { message: `"${op}" is no comparison.` };
  const what = `${watched.name} of ${name} is ${opInWords(op)} ${threshold}`;
  return {
    alert: alert.name,
    expr,
    for: wait,
    labels: labelsOf(plan, name, severity, more),
    annotations: annotationsOf(plan, what, section.text('runbook')),
  };
}

/** By which an alert says whose it is. */
export function labelsOf(
  { spec }: Plan,
  name: string,
  severity: string,
  more: Readonly<Record<string, string>>,
): Record<string, string> {
  const model = spec.section('model')?.text('name');
  const owner = spec.section('ownership')?.text('owner');
  return {
    ...Object.fromEntries(Object.entries(more).map(([key, value]) => [key, goText(value)])),
    severity: goText(severity),
    ...(model !== undefined && { model: goText(model) }),
    production_plan: goText(name),
    ...(owner !== undefined && { owner: goText(owner) }),
  };
}

/** What an alert says beside its name. */
export function annotationsOf({ spec }: Plan, summary: string, runbook: string | undefined): Record<string, string> {
  const [dashboard] = spec.section('monitoring')?.sections('dashboards') ?? [];
  const url = dashboard?.text('url');
  const page = runbook ?? spec.section('rollback')?.text('runbook');
  return {
    summary: goText(summary),
    ...(page !== undefined && { [isUrl(page) ? 'runbook_url' : 'runbook']: goText(page) }),
    ...(url !== undefined && { dashboard_url: goText(url) }),
  };
}
