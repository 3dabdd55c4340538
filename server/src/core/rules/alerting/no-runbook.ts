import type { Alert } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';

const lacksRunbook = ({ section }: Alert): boolean => section.lacks('runbook');

export const alertNoRunbook = planRule({
  id: 'alerting/no-runbook',
  severity: 'warning',
  summary: 'Every alert that wakes somebody says what to do.',
  *check(plan) {
    if (plan.isExperimental) return;
    for (const alert of plan.alerts.where(lacksRunbook)) {
      if (!plan.isUrgent(alert)) continue;
      yield {
        span: alert.section.place('name'),
        message: `"${alert.name}" is of severity "${alert.severity ?? ''}" and has no runbook: whoever it wakes must find out alone what to do. Add "runbook".`,
      };
    }
  },
});
