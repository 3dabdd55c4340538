import { planRule } from '../rule.ts';
import { listed } from '../words.ts';

export const noTrigger = planRule({
  id: 'rollback/no-trigger',
  severity: 'warning',
  summary: 'It is said at which alerts the model goes back.',
  *check(plan) {
    const rollback = plan.spec.section('rollback');
    if (!rollback || plan.isExperimental || !rollback.lacksAny('triggers')) return;
    const urgent = plan.alerts
      .filter((alert) => plan.isUrgent(alert))
      .flatMap(({ section }) => section.text('name') ?? []);
    const who = rollback.is('automatic', true)
      ? 'Going back is automatic, but no alert starts it, so it never happens.'
      : 'No alert says when to go back, so it is argued about while the model does harm.';
    const known = urgent.length > 0 ? ` The most severe alerts: ${listed(urgent)}.` : '';
    yield { span: rollback.span, message: `${who} Name alert rules in "triggers".${known}` };
  },
});
