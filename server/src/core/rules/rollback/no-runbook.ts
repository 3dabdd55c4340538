import { planRule } from '../rule.ts';

export const rollbackNoRunbook = planRule({
  id: 'rollback/no-runbook',
  severity: 'warning',
  summary: 'How to go back is written down.',
  *check(plan) {
    const rollback = plan.spec.section('rollback');
    if (!rollback || plan.isExperimental || !rollback.lacks('runbook')) return;
    const how = rollback.is('automatic', true) ? ', also when the automatic way fails' : '';
    yield {
      span: rollback.span,
      message: `No runbook says how to go back to "${rollback.text('target') ?? ''}"${how}. Add "runbook": whoever is called at night need not know the model.`,
    };
  },
});
