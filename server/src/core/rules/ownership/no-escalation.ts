import { planRule } from '../rule.ts';

export const noEscalation = planRule({
  id: 'ownership/no-escalation',
  severity: 'information',
  summary: 'It is said who is called when nobody on call answers.',
  *check(plan) {
    const ownership = plan.spec.section('ownership');
    const schedule = ownership?.section('onCall')?.text('schedule');
    if (!ownership || schedule === undefined || plan.isExperimental || !ownership.lacksAny('escalation')) return;
    yield {
      span: ownership.place('onCall'),
      message: `When nobody of "${schedule}" answers, nothing says who is called next. Add "escalation".`,
    };
  },
});
