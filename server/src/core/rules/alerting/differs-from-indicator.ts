import { scoreKind } from '../../plan/drift-direction.ts';
import type { Find } from '../../plan/entry-list.ts';
import type { Alert, Indicator, Objective, Plan } from '../../plan/plan.ts';
import type { Section } from '../../plan/section.ts';
import { isReachable } from '../threshold/bounded.ts';
import { contradictsItself } from '../threshold/wrong-side-of-baseline.ts';
import { planRule, type Finding } from '../rule.ts';
import { isWorse, should, worseSide } from '../words.ts';

/** What an alert watches, with the side on which it gets worse. */
interface Target {
  readonly section: Section;
  readonly name: string;
  readonly objective: Objective;
  readonly warning: number | undefined;
  readonly critical: number | undefined;
}

export const differsFromIndicator = planRule({
  id: 'alerting/differs-from-indicator',
  severity: 'warning',
  summary: 'Alerts fire at the warning and critical values of what they watch.',
  *check(plan) {
    for (const alert of plan.alerts.whereAgainst(plan.indicators, isOtherwise)) {
      const target = targetOf(plan, alert);
      if (target) yield* wrongWay(plan, alert, target) ?? otherValue(plan, alert, target);
    }
  },
});

/** Nearly every alert fires at the critical value, on the side on which its indicator gets worse. */
const isOtherwise = ({ indicator, threshold, op }: Alert, find: Find<Indicator>): boolean => {
  const watched = find(indicator);
  return (
    watched?.objective === undefined ||
    threshold !== watched.critical ||
    op?.startsWith(watched.objective === 'maximize' ? 'l' : 'g') !== true
  );
};

function targetOf(plan: Plan, { indicator, drift }: Alert): Target | undefined {
  const watched = plan.indicator(indicator);
  if (watched?.objective) return { ...watched, objective: watched.objective };
  const column = plan.column(drift);
  const kind = scoreKind(column?.method);
  return column && kind && { ...column, objective: kind === 'distance' ? 'minimize' : 'maximize' };
}

const OPPOSITE: Readonly<Record<string, string>> = { lt: 'gt', lte: 'gte', gt: 'lt', gte: 'lte' };

/** An alert that fires while all is well. Of traffic both too little and too much can be wrong; of drift another rule tells. */
function wrongWay(plan: Plan, { section, op, indicator, threshold }: Alert, target: Target): Finding[] | undefined {
  const watched = plan.indicator(indicator);
  const right = OPPOSITE[op ?? ''];
  if (right === undefined || op === undefined || op.startsWith(target.objective === 'maximize' ? 'l' : 'g'))
    return undefined;
  if (!watched || watched.role === 'traffic') return [];
  const message = `This fires while "${target.name}" is good: for an indicator ${should(target.objective)}, an alert must fire ${worseSide(target.objective)} ${threshold ?? 'its threshold'} (op: ${right}), not ${op}.`;
  return [{ span: section.place('op'), message, data: { kind: 'replace', replacements: [right], unsure: true } }];
}

function otherValue(plan: Plan, alert: Alert, target: Target): Finding[] {
  const { threshold, severity, section } = alert;
  const { warning, critical, name, objective } = target;
  if (threshold === undefined || severity === undefined || threshold === critical) return [];
  const indicator = plan.indicator(alert.indicator);
  if (indicator && (contradictsItself(indicator) || !isReachable(indicator, threshold))) return [];

  // A line that cannot be read may be the one that is meant.
  const isUnread = (key: 'warning' | 'critical'): boolean => target[key] === undefined && !target.section.lacks(key);
  if (isUnread('warning') || isUnread('critical')) return [];
  // Lines that contradict each other are another mistake.
  if (warning !== undefined && critical !== undefined && isWorse(warning, critical, objective)) return [];
  const isUrgent = plan.isUrgent(alert);
  // Only an alert that says "critical" is bound to the line of that name; a page may come with the warning.
  if (threshold === warning && severity !== 'critical') return [];
  const line = isUrgent ? critical : warning;
  const word = isUrgent ? 'critical' : 'warning';
  const isLate = critical !== undefined && isWorse(threshold, critical, objective);
  if (line === undefined && !isLate) return [];
  const other = line === undefined ? `critical at ${critical ?? ''}` : `${word} at ${line}`;
  const effect = isLate ? ', later than the plan says' : '';
  const choices = [line ?? critical].flatMap((value) => (value === undefined ? [] : [String(value)]));
  const message = `This alert of severity "${severity}" fires at ${threshold}${effect}, but "${name}" is ${other}. Write the same value in both places.`;
  return [
    { span: section.place('threshold'), message, data: { kind: 'replace', replacements: choices, unsure: true } },
  ];
}
