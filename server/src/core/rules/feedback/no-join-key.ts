import { planRule } from '../rule.ts';

export const noJoinKey = planRule({
  id: 'feedback/no-join-key',
  severity: 'warning',
  summary: 'Predictions and outcomes can be joined.',
  *check(plan) {
    const feedback = plan.spec.section('feedbackLoop');
    if (!feedback || plan.isExperimental || !feedback.lacks('joinKey')) return;
    const source = feedback.text('labelSource');
    const where = source === undefined ? 'outcomes' : `the outcomes in "${source}"`;
    yield {
      span: feedback.span,
      message: `Nothing joins predictions with ${where}: a prediction that was logged without a key can never be judged. Name the column in "joinKey".`,
    };
  },
});
