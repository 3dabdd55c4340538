import type { Find } from '../../plan/entry-list.ts';
import type { Alert, Indicator, Plan } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';
import { watchedBy } from './watched.ts';

export const indicatorWithoutAlert = planRule({
  id: 'alerting/indicator-without-alert',
  severity: 'warning',
  summary: 'Somebody is told when an indicator reaches its critical value.',
  *check(plan) {
    const watched = plan.isExperimental ? undefined : watchedBy(plan);
    if (!watched) return;
    for (const indicator of plan.indicators.whereAgainst(plan.alertsByIndicator, isWithoutRule)) {
      const { name, critical, section } = indicator;
      if (watched.bySlos.has(name) || isWatchedElsewhere(plan, indicator)) continue;
      const message = `"${name}" has a critical value of ${critical ?? ''}, but no alert rule and no SLO watches it, so nobody is told when it is reached. Add a rule to alerting.rules.`;
      yield { span: section.place('name'), message };
    }
  },
});

const isWithoutRule = ({ name, critical }: Indicator, find: Find<Alert>): boolean =>
  critical !== undefined && find(name) === undefined;

/** Cost and feedback have rules of their own; a business metric with a day of review is judged on that day. */
function isWatchedElsewhere({ spec }: Plan, { role }: Indicator): boolean {
  const metric = spec.section('businessMetric');
  if (role === 'business') return !metric?.lacks('reviewDate');
  return !/^(?:quality|latency|errors|traffic|freshness)$/.test(role ?? '');
}
