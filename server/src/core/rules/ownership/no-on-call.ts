import { planRule } from '../rule.ts';
import { listed } from '../words.ts';

export const noOnCall = planRule({
  id: 'ownership/no-on-call',
  severity: 'warning',
  summary: 'Somebody is on call where alerts wake somebody.',
  *check(plan) {
    const ownership = plan.spec.section('ownership');
    if (!ownership || plan.isExperimental || !ownership.lacks('onCall')) return;
    const urgent = plan.alerts.filter((alert) => plan.isUrgent(alert));
    const [first] = urgent;
    if (!first) return;
    const names = listed(urgent.map(({ name }) => name));
    yield {
      span: ownership.span,
      message: `${names} ${urgent.length === 1 ? 'is' : 'are'} of severity "${first.severity ?? ''}", which wakes somebody, but no on-call schedule says whom. Add "onCall".`,
    };
  },
});
