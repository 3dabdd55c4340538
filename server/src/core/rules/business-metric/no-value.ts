import { planRule } from '../rule.ts';

export const noValue = planRule({
  id: 'business-metric/no-value',
  severity: 'information',
  summary: 'The plan says what a right and a wrong prediction are worth.',
  *check(plan) {
    const metric = plan.spec.section('businessMetric');
    const name = metric?.text('name');
    if (!metric || name === undefined || plan.isExperimental || !metric.lacks('valuePerOutcome')) return;
    yield {
      span: metric.place('name'),
      message: `Nothing says what a right or wrong prediction is worth, so a loss of quality cannot be told as a loss of "${name}" or money. Add "valuePerOutcome".`,
    };
  },
});
