import { planRule } from '../rule.ts';
import { seemsPercent } from '../threshold/bounded.ts';
import { betterSide, isWorse, should } from '../words.ts';

export const targetNotBetter = planRule({
  id: 'business-metric/target-not-better',
  severity: 'error',
  summary: 'The target is better than the baseline.',
  *check(plan) {
    const metric = plan.spec.section('businessMetric');
    const [target, baseline, objective] = [
      metric?.number('target'),
      metric?.number('baseline'),
      metric?.text('objective'),
    ];
    if (!metric || target === undefined || baseline === undefined) return;
    if (metric.text('unit') === 'ratio' && (seemsPercent(target, [baseline]) || seemsPercent(baseline, [target])))
      return;
    if ((objective !== 'maximize' && objective !== 'minimize') || isWorse(baseline, target, objective)) return;
    const found = target === baseline ? `is the baseline ${baseline}` : `is worse than the baseline ${baseline}`;
    const message = `Target ${target} ${found}, which was reached without the model: for a metric ${should(objective)}, the target must be ${betterSide(objective)} ${baseline}.`;
    yield { span: metric.place('target'), message };
  },
});
