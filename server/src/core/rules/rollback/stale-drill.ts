import { planRule } from '../rule.ts';

const DAY = 86_400_000;
/** After a year neither the people nor the systems are those of the drill. */
const MOST_DAYS = 365;

export const staleDrill = planRule({
  id: 'rollback/stale-drill',
  severity: 'warning',
  summary: 'Going back was tried within the last year.',
  *check(plan, { now }) {
    const rollback = plan.spec.section('rollback');
    const day = rollback?.date('lastDrill');
    if (!rollback || day === undefined || plan.isExperimental) return;
    const days = Math.floor((now - day) / DAY);
    if (days <= MOST_DAYS) return;
    const message = `Going back was last tried on ${rollback.text('lastDrill') ?? ''}, ${days} days ago; people and systems have changed since. Drill it again at least once a year.`;
    yield { span: rollback.place('lastDrill'), message };
  },
});
