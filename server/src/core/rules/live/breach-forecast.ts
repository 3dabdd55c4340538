import { crossingInWords } from '../../decay/forecast-words.ts';
import { inUnit } from '../../decay/words.ts';
import { PLAN, type Rule } from '../rule.ts';
import { breachesAhead, comesBefore } from './breaches-ahead.ts';
import { currentOf } from './current.ts';
import { nextRetraining } from './next-retraining.ts';

export const breachForecast: Rule = {
  id: 'live/breach-forecast',
  severity: 'warning',
  kinds: PLAN,
  summary: 'No indicator is on its way across its line as far as its history supports a forecast.',
  *check(context) {
    const current = currentOf(context);
    if (!current) return;
    const retraining = nextRetraining(current);
    for (const { indicator, newest, forecast } of breachesAhead(current)) {
      // Then live/breach-before-retraining tells, with both dates.
      if (comesBefore(forecast, retraining)) continue;
      const crossing = crossingInWords(forecast, indicator.unit, current.live.now);
      const faster = forecast.accelerating ? ' The decline is getting faster, so it may come earlier.' : '';
      yield {
        span: current.span(indicator.path, forecast.line),
        message: `${indicator.name} is ${inUnit(newest.value, indicator.unit)} and ${crossing} if its trend goes on (80 % interval). Retrain or look for the cause before.${faster}${current.asOf}`,
      };
    }
  },
};
