import { crossingInWords } from '../../decay/forecast-words.ts';
import { levelOf } from '../../decay/headroom.ts';
import { inUnit } from '../../decay/words.ts';
import { PLAN, type Rule } from '../rule.ts';
import { currentOf } from './current.ts';

export const breachForecast: Rule = {
  id: 'live/breach-forecast',
  severity: 'warning',
  kinds: PLAN,
  summary: 'No indicator is on its way across its line as far as its history supports a forecast.',
  *check(context) {
    const current = currentOf(context);
    if (!current) return;
    for (const { indicator, assessed } of current.indicators) {
      const { newest, report } = assessed;
      const forecast = report?.forecast;
      if (!newest || forecast?.state !== 'crosses' || report?.stale) continue;
      // Beyond what the history supports nobody has to act yet.
      if (forecast.earliest >= forecast.horizon) continue;
      // Of a line that was moved since, or has been passed, other things are to be said.
      if (indicator[forecast.line] !== forecast.threshold || isPast(forecast.line, newest.value, indicator)) continue;
      const crossing = crossingInWords(forecast, indicator.unit, current.live.now);
      const faster = forecast.accelerating ? ' The decline is getting faster, so it may come earlier.' : '';
      yield {
        span: current.span(indicator.path, forecast.line),
        message: `${indicator.name} is ${inUnit(newest.value, indicator.unit)} and ${crossing} if its trend goes on (80 % interval). Retrain or look for the cause before.${faster}${current.asOf}`,
      };
    }
  },
};

const isPast = (line: 'warning' | 'critical', value: number, indicator: Parameters<typeof levelOf>[1]): boolean => {
  const level = levelOf(value, indicator);
  return level === 'critical' || level === line;
};
