import type { Indicator } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';
import { durationText } from '../words.ts';
import { promqlOf } from './promql-of.ts';

const HOUR = 3_600_000;
/** What serving exports changes from one request to the next; what a batch job wrote holds still until the next one. */
const RESTLESS = new Set(['latency', 'errors', 'traffic', 'business']);

export const noAggregationWindow = planRule({
  id: 'query/no-aggregation-window',
  severity: 'warning',
  summary: 'A query looks at a window of time, not at one moment of it.',
  *check(plan) {
    const interval = plan.spec.section('monitoring')?.duration('interval');
    for (const indicator of plan.indicators.where(isWindowless, interval)) {
      const message = windowless(indicator, interval);
      if (message !== undefined) yield { span: indicator.section.place('query'), message };
    }
  },
});

const isWindowless = (indicator: Indicator, interval: number | undefined): boolean =>
  windowless(indicator, interval) !== undefined;

function windowless(indicator: Indicator, interval: number | undefined): string | undefined {
  const promql = promqlOf(indicator);
  if (!promql || promql.problem || promql.selectors.length === 0) return undefined;
  if (promql.selectors.some(({ ranged, metric }) => ranged || metric.includes(':'))) return undefined;
  const counter = promql.selectors.find(({ metric }) => /_(?:total|bucket|count|sum)$/.test(metric));
  if (counter && promql.selectors.every(({ metric }) => /_(?:total|bucket|count|sum)$/.test(metric)))
    return `"${counter.metric}" counts since its process started, so the query tells more about restarts than about the model. Look at a window: rate(${counter.metric}[5m]), or increase over a longer one.`;
  if (counter || !RESTLESS.has(indicator.role ?? '') || interval === undefined || interval < HOUR) return undefined;
  const [first] = promql.selectors;
  return `"${indicator.name}" gets one point per ${durationText(interval)}, and the query takes it from a single moment. Look at the whole time: avg_over_time(${first?.metric ?? 'metric'}[${durationText(interval)}]), or max_over_time.`;
}
