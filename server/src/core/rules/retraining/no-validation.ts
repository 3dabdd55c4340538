import { planRule } from '../rule.ts';
import { isAutomatic } from './strategy.ts';

export const noValidation = planRule({
  id: 'retraining/no-validation',
  severity: 'warning',
  summary: 'A model that is retrained by itself must reach something before it is released.',
  *check(plan) {
    const retraining = plan.spec.section('retraining');
    if (!retraining || plan.isExperimental || !isAutomatic(retraining) || !retraining.lacksAny('validation')) return;
    const quality = plan.indicators.find(({ role }) => role === 'quality')?.name;
    const example = quality === undefined ? '' : `, such as a value of "${quality}"`;
    yield {
      span: retraining.span,
      message: `Retraining is ${retraining.text('strategy') ?? ''}, but nothing says what a new model must reach: one trained on broken data replaces a good one. Add "validation"${example}.`,
    };
  },
});
