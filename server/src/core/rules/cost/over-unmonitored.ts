import type { Plan } from '../../plan/plan.ts';
import type { Section } from '../../plan/section.ts';
import { planRule, type Finding } from '../rule.ts';

export const overUnmonitored = planRule({
  id: 'cost/over-unmonitored',
  severity: 'warning',
  summary: 'An indicator watches the budget, and notices before it is spent.',
  *check(plan) {
    const cost = plan.spec.section('cost');
    const budget = cost?.number('budget');
    if (!cost || budget === undefined || budget < 0) return;
    if (cost.lacks('indicator')) yield* unwatched(plan, cost, budget);
    else yield* lateLines(plan, cost, budget);
  },
});

function* unwatched(plan: Plan, cost: Section, budget: number): Generator<Finding> {
  const candidates = plan.indicators.filter(({ role }) => role === 'cost');
  const [only] = candidates;
  const hint = only
    ? `Name the indicator of role cost: ${candidates.map(({ name }) => name).join(', ')}.`
    : 'Add an indicator of role cost, and name it here.';
  yield {
    span: cost.place('budget'),
    message: `No indicator watches the budget of ${budget}, so nobody notices when it is overspent. ${hint}`,
    ...(candidates.length === 1 &&
      only && { data: { kind: 'insert', path: cost.path, key: 'indicator', value: only.name } }),
  };
}

function* lateLines(plan: Plan, cost: Section, budget: number): Generator<Finding> {
  const indicator = plan.indicator(cost.text('indicator'));
  if (indicator?.objective !== 'minimize') return;
  const currency = cost.text('currency');
  if (indicator.unit !== undefined && indicator.unit !== currency) return;
  const { critical } = indicator;
  if (critical !== undefined && critical > budget) {
    const message = `"${indicator.name}" is critical only at ${critical}, beyond the budget of ${budget}: the money is spent before anybody is told.`;
    yield { span: cost.place('budget'), message };
  } else if (indicator.section.lacks('critical') && indicator.section.lacks('warning')) {
    if (plan.alerts.some((alert) => alert.indicator === indicator.name)) return;
    const message = `"${indicator.name}" has neither a critical nor a warning value, so the budget of ${budget} is shown but not watched.`;
    yield { span: cost.place('indicator'), message };
  }
}
