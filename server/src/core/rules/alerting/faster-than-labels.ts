import type { Find } from '../../plan/entry-list.ts';
import type { Alert, Indicator } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';
import { durationText } from '../words.ts';

const DAY = 86_400_000;

export const fasterThanLabels = planRule({
  id: 'alerting/faster-than-labels',
  severity: 'warning',
  summary: 'An alert on an indicator that needs labels waits for more than one of its points.',
  *check(plan) {
    const interval = plan.spec.section('monitoring')?.duration('interval');
    // Without an interval only what is out of all proportion is told.
    const least = interval ?? DAY;
    const tooFast = plan.alerts.whereAgainst(plan.indicators, isTooFast, least);
    for (const { section, name, waits = 0, indicator: watched } of tooFast) {
      const indicator = plan.indicator(watched);
      const delay = indicator?.labelDelay;
      if (!indicator || !delay) continue;
      const how = waits === 0 ? 'fires at once' : `waits ${durationText(waits)}`;
      const points = interval === undefined ? '' : `, and gets one point per ${durationText(interval)}`;
      yield {
        span: section.has('for') ? section.place('for') : section.place('name'),
        message: `"${name}" ${how}, but "${indicator.name}" waits ${durationText(delay)} for its labels${points}: the alert decides on one point, of which labels may still be missing. Wait at least ${durationText(Math.min(least, delay))}.`,
      };
    }
  },
});

const isTooFast = ({ waits, indicator }: Alert, find: Find<Indicator>, least: number): boolean => {
  const delay = waits === undefined ? undefined : find(indicator)?.labelDelay;
  return waits !== undefined && !!delay && waits < Math.min(least, delay);
};
