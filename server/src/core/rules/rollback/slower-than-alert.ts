import type { Alert, Plan } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';
import { durationText } from '../words.ts';

const HOUR = 3_600_000;

export const slowerThanAlert = planRule({
  id: 'rollback/slower-than-alert',
  severity: 'warning',
  summary: 'Going back takes no longer than what the alerts and SLOs that ask for it tolerate.',
  *check(plan) {
    const rollback = plan.spec.section('rollback');
    const time = rollback?.duration('timeToRestore');
    if (!rollback || time === undefined) return;
    const names = rollback.texts('triggers').map(({ text }) => text);
    const triggers = plan.alerts.where(isNamed, JSON.stringify(names));
    // What cannot be read may be the slowest of them.
    if (triggers.length < names.length || triggers.some(({ waits }) => waits === undefined)) return;
    const message = overBudget(plan, triggers, time) ?? overWait(triggers, time);
    if (message !== undefined) yield { span: rollback.place('timeToRestore'), message };
  },
});

/** @param names as JSON */
const isNamed = ({ name }: Alert, names: string): boolean => (JSON.parse(names) as string[]).includes(name);

function overBudget(plan: Plan, triggers: readonly Alert[], time: number): string | undefined {
  for (const slo of plan.spec.sections('slos')) {
    const [objective, window, indicator] = [slo.number('objective'), slo.duration('window'), slo.text('indicator')];
    const trigger = triggers.find((alert) => alert.indicator !== undefined && alert.indicator === indicator);
    if (!trigger || objective === undefined || objective <= 1 || objective >= 100 || !window) continue;
    const budget = Math.round(window * (1 - objective / 100));
    if (time <= budget) continue;
    const minutes = budget >= HOUR ? `${(budget / HOUR).toFixed(1)} hours` : `${Math.round(budget / 60_000)} minutes`;
    return `Going back may take ${durationText(time)}, but the SLO "${slo.text('name') ?? ''}" allows ${minutes} of bad time in ${durationText(window)}: one incident breaks it.`;
  }
  return undefined;
}

/** `for` says how long a state is borne before somebody acts. A few minutes of it only hold off noise, and are no measure. */
function overWait(triggers: readonly Alert[], time: number): string | undefined {
  const [slowest] = triggers.toSorted((a, b) => (b.waits ?? 0) - (a.waits ?? 0));
  const waits = slowest?.waits;
  if (!slowest || waits === undefined || waits === 0 || time <= Math.max(waits, HOUR)) return undefined;
  return `Going back may take ${durationText(time)}, longer than any of its alerts bears the state that asks for it: "${slowest.name}" fires after ${durationText(waits)}. Make it faster, or switch the model off until it is back.`;
}
