import { planRule } from '../rule.ts';
import { listed } from '../words.ts';

export const noProxy = planRule({
  id: 'business-metric/no-proxy',
  severity: 'warning',
  summary: 'The plan says which metric of the model is believed to move the business metric.',
  *check(plan) {
    const metric = plan.spec.section('businessMetric');
    const name = metric?.text('name');
    if (!metric || name === undefined || plan.isExperimental || !metric.lacks('proxy')) return;
    const quality = [...new Set(plan.indicators.filter(({ role }) => role === 'quality').map((one) => one.name))];
    const [only] = quality;
    if (only === undefined) return;
    const choice = quality.length === 1 ? `"${only}" is the only one` : `${listed(quality)} are watched`;
    yield {
      span: metric.place('name'),
      message: `Nothing says which metric of the model is believed to move "${name}", so nobody can tell what its decay costs. Name one as "proxy": ${choice}.`,
      ...(quality.length === 1 && { data: { kind: 'insert', path: metric.path, key: 'proxy', value: only } }),
    };
  },
});
