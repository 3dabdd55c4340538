import type { LoadedAlert } from '../../decay/answers.ts';
import { belongingOf, folded } from '../../plan/alert-labels.ts';
import { PLAN, type Rule } from '../rule.ts';
import { listed } from '../words.ts';
import { loadedAlertsOf, type LoadedAlerts } from './loaded-alerts.ts';

export const orphanRule: Rule = {
  id: 'live/orphan-rule',
  severity: 'information',
  kinds: PLAN,
  summary: 'The plan knows every alert rule that is loaded for its model.',
  *check(context) {
    const loaded = loadedAlertsOf(context);
    if (!loaded) return;
    const known = knownNames(loaded);
    for (const { source, rules, asRead } of loaded.current.servers) {
      const orphans = rules.filter((rule) => isOwn(rule, loaded) && !isKnown(rule, known));
      if (orphans.length === 0) continue;
      const names = listed([...new Set(orphans.map(({ name }) => `"${name}"`))]);
      const message = `"${source.name}" has alert rules of this model that the plan does not have: ${names}. Add them to the plan, or remove them there.${asRead}`;
      yield { span: loaded.plan.spec.section('alerting')?.place('rules') ?? loaded.plan.spec.span, message };
    }
  },
};

/** By its labels, else because its group or its name begins with a name of several words that only the plan has. */
function isOwn({ labels, group, name }: LoadedAlert, { owner }: LoadedAlerts): boolean {
  const belonging = belongingOf(labels, owner);
  if (belonging !== 'unknown' || owner.plan === undefined) return belonging === 'own';
  if (group === owner.plan) return true;
  return owner.plan.includes('-') && folded(name).startsWith(folded(owner.plan));
}

/** Alerts, and what an alert may be derived from: one that tells of missing data, or how fast a budget is used. */
function knownNames({ plan, current }: LoadedAlerts): ReadonlySet<string> {
  const names = [
    ...plan.alerts.map(({ name }) => name),
    ...plan.indicators.map(({ name }) => name),
    ...plan.columns.map(({ name }) => name),
    ...current.plan.slos.map(({ name }) => name),
  ];
  return new Set(names.map(folded).filter((name) => name.length > 1));
}

const DERIVED_FROM = ['indicator', 'slo', 'sloth_slo', 'column', 'drift', 'alert'];

function isKnown({ name, labels, query }: LoadedAlert, known: ReadonlySet<string>): boolean {
  // What tells that values are missing the plan asks for in one word: noData.
  if (/\babsent(?:_over_time)?\s*\(/.test(query)) return true;
  if (DERIVED_FROM.some((label) => known.has(folded(labels[label] ?? '')))) return true;
  const own = folded(name);
  return [...known].some((other) => own === other || (other.length > 3 && own.includes(other)));
}
