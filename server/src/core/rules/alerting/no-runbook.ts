import { planRule } from '../rule.ts';

export const alertNoRunbook = planRule({
  id: 'alerting/no-runbook',
  severity: 'warning',
  summary: 'Every alert that wakes somebody says what to do.',
  *check(plan) {
    if (plan.isExperimental) return;
    for (const alert of plan.alerts) {
      if (!plan.isUrgent(alert) || !alert.section.lacks('runbook')) continue;
      yield {
        span: alert.section.place('name'),
        message: `"${alert.name}" is of severity "${alert.severity ?? ''}" and has no runbook: whoever it wakes must find out alone what to do. Add "runbook".`,
      };
    }
  },
});
