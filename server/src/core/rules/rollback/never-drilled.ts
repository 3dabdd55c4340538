import { planRule } from '../rule.ts';

export const neverDrilled = planRule({
  id: 'rollback/never-drilled',
  severity: 'warning',
  summary: 'Going back was tried before it is needed.',
  *check(plan) {
    const rollback = plan.spec.section('rollback');
    if (!rollback || plan.isExperimental || !rollback.lacks('lastDrill')) return;
    const promise = rollback.text('timeToRestore');
    const within = promise === undefined ? '' : ` within ${promise}`;
    yield {
      span: rollback.span,
      message: `Going back was never tried, so nobody knows whether it works${within}. Drill it once, and write the day as "lastDrill".`,
    };
  },
});
