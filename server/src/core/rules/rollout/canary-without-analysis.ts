import { planRule } from '../rule.ts';
import { listed } from '../words.ts';

export const canaryWithoutAnalysis = planRule({
  id: 'rollout/canary-without-analysis',
  severity: 'warning',
  summary: 'A canary is looked at before it gets more traffic.',
  *check(plan) {
    const rollout = plan.spec.section('rollout');
    if (rollout?.text('strategy') !== 'canary' || !rollout.lacksAny('analysis')) return;
    const known = plan.indicators.filter(({ role }) => role === 'latency' || role === 'errors').map(({ name }) => name);
    const hint = known.length > 0 ? ` ${listed(known)} can be measured within minutes.` : '';
    yield {
      span: rollout.place('strategy'),
      message: `The canary gets more traffic whatever it does: nothing is looked at between the steps. Add "analysis".${hint}`,
    };
  },
});
