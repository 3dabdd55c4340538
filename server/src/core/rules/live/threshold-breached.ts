import { levelOf } from '../../decay/headroom.ts';
import { inUnit } from '../../decay/words.ts';
import { isoDate } from '../../schema/formats.ts';
import { PLAN, type Rule } from '../rule.ts';
import { currentOf } from './current.ts';
import { isFeedback } from './labels-missing.ts';

export const thresholdBreached: Rule = {
  id: 'live/threshold-breached',
  severity: 'error',
  kinds: PLAN,
  summary: 'No indicator is beyond its critical line; a warning line passed is a warning.',
  *check(context) {
    const current = currentOf(context);
    if (!current) return;
    for (const { indicator, assessed } of current.measured) {
      const { newest, report } = assessed;
      // Of labels that do not come live/labels-missing tells.
      if (isFeedback(current, indicator.name, indicator.role)) continue;
      const level = levelOf(newest.value, indicator);
      if (level !== 'critical' && level !== 'warning') continue;
      const line = indicator[level] ?? newest.value;
      const forecast = report?.forecast;
      const isSince = forecast?.state === 'crossed' && forecast.threshold === line && forecast.on < newest.time;
      const since = isSince ? `, and has been since ${isoDate(forecast.on)}` : '';
      const value = inUnit(newest.value, indicator.unit);
      const place = newest.value === line ? 'at' : 'beyond';
      yield {
        span: current.span(indicator.path, level),
        message: `${indicator.name} was ${value} on ${isoDate(newest.time)} (${indicator.source}), ${place} its ${level} ${inUnit(line, indicator.unit)}${since}.${current.asOf}`,
        ...(level === 'warning' && { severity: 'warning' as const }),
      };
    }
  },
};
