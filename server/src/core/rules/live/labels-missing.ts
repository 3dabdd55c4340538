import { inUnit } from '../../decay/words.ts';
import { levelOf } from '../../decay/headroom.ts';
import { isoDate } from '../../schema/formats.ts';
import { PLAN, type Rule } from '../rule.ts';
import { currentOf, type Current, type MeasuredIndicator } from './current.ts';

const DAY = 86_400_000;

export const labelsMissing: Rule = {
  id: 'live/labels-missing',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Labels arrive: the indicator that watches them is within its lines and has new values.',
  *check(context) {
    const current = currentOf(context);
    if (!current) return;
    for (const entry of current.measured) {
      const { indicator, assessed } = entry;
      if (!isFeedback(current, indicator.name, indicator.role)) continue;
      const { value, time } = assessed.newest;
      const level = levelOf(value, indicator);
      const line = level === 'critical' ? indicator.critical : indicator.warning;
      const span = current.span(indicator.path, 'name');
      if (level === 'critical' || level === 'warning') {
        const message = `Labels are missing: ${indicator.name} was ${inUnit(value, indicator.unit)} on ${isoDate(time)}, ${value === line ? 'at' : 'beyond'} its ${level} ${inUnit(line ?? value, indicator.unit)}. Until they come, what is measured with them is not to be trusted.${current.asOf}`;
        yield { span, message };
      } else if (isWithoutLabels(current, entry) && !isAloneStale(current, entry)) {
        const message = `No labels have come since ${isoDate(time)}, longer than the labelDelay of the feedback loop. See whether ${indicator.source} still gets them.${current.asOf}`;
        yield { span, message };
      }
    }
  },
};

export function isFeedback({ plan }: Pick<Current, 'plan'>, name: string, role: string): boolean {
  return plan.feedback.indicator === undefined ? role === 'feedback' : plan.feedback.indicator === name;
}

/** The indicator that watches labels has had no value for longer than labels take, and one interval more. */
export function isWithoutLabels(
  current: Pick<Current, 'plan' | 'live'>,
  { indicator, assessed }: MeasuredIndicator,
): boolean {
  const { labelDelay } = current.plan.feedback;
  if (labelDelay === undefined || assessed.answer?.failure) return false;
  if (!isFeedback(current, indicator.name, indicator.role)) return false;
  return current.live.now - assessed.newest.time > labelDelay + (current.plan.interval ?? DAY);
}

/** Where nothing at all comes from the source any more, live/stale tells so once. */
function isAloneStale({ measured }: Current, { indicator }: MeasuredIndicator): boolean {
  const siblings = measured.filter(({ indicator: other }) => other.source === indicator.source);
  return siblings.length > 1 && siblings.every(({ assessed }) => assessed.report?.stale);
}
