import { planRule } from '../rule.ts';
import { isModelMetric } from './model-metrics.ts';

export const offlineMetric = planRule({
  id: 'business-metric/offline-metric',
  severity: 'warning',
  summary: 'The business metric is a number of the business, not of the model.',
  *check(plan) {
    const metric = plan.spec.section('businessMetric');
    const name = metric?.text('name');
    if (!metric || name === undefined) return;
    if (isModelMetric(name)) {
      const message = `"${name}" measures the model, not what the business gains by it. Name the number it should move, and give "${name}" as its proxy.`;
      yield { span: metric.place('name'), message };
      return;
    }
    const measuredBy = plan.indicator(metric.text('indicator'));
    if (measuredBy?.role !== 'quality') return;
    const message = `"${name}" is measured by "${measuredBy.name}", whose role is quality: a metric of the model. Name an indicator of role business, and give "${measuredBy.name}" as the proxy.`;
    yield { span: metric.place('indicator'), message };
  },
});
