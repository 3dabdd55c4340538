import type { LoadedAlert } from '../../decay/answers.ts';
import { groupBy } from '../../group-by.ts';
import { belongingOf, folded, type Owner } from '../../plan/alert-labels.ts';
import type { Alert, Plan } from '../../plan/plan.ts';
import { textAt } from '../../decay/plan-indicators.ts';
import type { RuleContext } from '../rule.ts';
import { currentOf, type Current, type RuleServer } from './current.ts';

/** A rule, and the server that has loaded it. */
export interface Loaded {
  readonly rule: LoadedAlert;
  readonly server: RuleServer;
}

/** The alerts of a plan, and what is loaded of them. */
export interface LoadedAlerts {
  readonly plan: Plan;
  readonly current: Current;
  readonly owner: Owner;
  /** By the plan's alert; those without any have an empty list. */
  readonly alerts: ReadonlyMap<Alert, readonly Loaded[]>;
}

/** Undefined: no rules were read, so nothing is claimed of them. */
export function loadedAlertsOf(context: RuleContext): LoadedAlerts | undefined {
  const current = currentOf(context);
  const { plan, root } = context;
  if (!current || !plan || current.servers.length === 0) return undefined;
  const owner = { plan: textAt(root, ['metadata', 'name']), model: current.plan.model.name || undefined };
  const all = current.servers.flatMap((server) => server.rules.map((rule) => ({ rule, server })));
  // Servers have thousands of rules.
  const byName = groupBy(all, ({ rule }) => folded(rule.name));
  const alerts = plan.alerts
    .filter(({ section }) => section.text('name') !== undefined)
    .map((alert) => [alert, loadedFor(alert, byName, owner)] as const);
  return { plan, current, owner, alerts: new Map(alerts) };
}

/** Rules of that name: of several models' those of this one. */
function loadedFor({ name }: Alert, byName: ReadonlyMap<string, Loaded[]>, owner: Owner): readonly Loaded[] {
  const alike = byName.get(folded(name)) ?? [];
  const exact = alike.filter(({ rule }) => rule.name === name);
  const named = exact.length > 0 ? exact : alike;
  const of = (belonging: string): Loaded[] => named.filter(({ rule }) => belongingOf(rule.labels, owner) === belonging);
  const own = of('own');
  return own.length > 0 ? own : of('unknown');
}

/** Name of the data source that an alert's values come from. */
export function sourceOf(
  alert: Alert,
  { indicators, columns }: Pick<Current['plan'], 'indicators' | 'columns'>,
): string {
  const indicator = indicators.find(({ name }) => name === alert.indicator);
  const column = columns.find(({ column: name }) => name === alert.drift);
  return (alert.indicator === undefined ? column : indicator)?.source ?? '';
}
