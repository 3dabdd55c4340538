import { planRule } from '../rule.ts';

export const noPromotionMargin = planRule({
  id: 'retraining/no-promotion-margin',
  severity: 'warning',
  summary: 'A challenger replaces the champion only if it is better by more than chance.',
  *check(plan) {
    const promotion = plan.spec.section('retraining')?.section('promotion');
    if (!promotion || plan.isExperimental) return;
    const margin = promotion.number('margin');
    const compared = promotion.text('indicator');
    const by = compared === undefined ? '' : ` in "${compared}"`;
    if (promotion.lacks('margin')) {
      const message = `Nothing says by how much a challenger must be better${by}: a difference that is chance replaces the champion. Add "margin".`;
      yield { span: promotion.span, message };
    } else if (margin !== undefined && margin < 0) {
      const message = `A margin of ${margin} lets a challenger that is worse${by} replace the champion. The margin is how much better it must be.`;
      yield { span: promotion.place('margin'), message };
    }
  },
});
