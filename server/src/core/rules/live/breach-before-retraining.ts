import { inUnit } from '../../decay/words.ts';
import { isoDate } from '../../schema/formats.ts';
import { PLAN, type Rule } from '../rule.ts';
import { breachesAhead, comesBefore } from './breaches-ahead.ts';
import { currentOf } from './current.ts';
import { nextRetraining } from './next-retraining.ts';

export const breachBeforeRetraining: Rule = {
  id: 'live/breach-before-retraining',
  severity: 'warning',
  kinds: PLAN,
  summary: 'The model is trained again before an indicator can cross its line.',
  *check(context) {
    const current = currentOf(context);
    if (!current) return;
    const retraining = nextRetraining(current);
    for (const { indicator, newest, forecast } of breachesAhead(current)) {
      if (!comesBefore(forecast, retraining)) continue;
      const { earliest, latest, line, threshold, accelerating } = forecast;
      const certain = latest !== undefined && latest <= retraining.at;
      const until = latest === undefined ? 'no latest date' : `at the latest ${isoDate(latest)}`;
      const faster = accelerating ? ' The decline is getting faster, so it may come earlier.' : '';
      yield {
        span: current.span(indicator.path, line),
        related: [{ span: retraining.span, message: 'The model is trained again by this.' }],
        message: `${indicator.name} is ${inUnit(newest.value, indicator.unit)} and ${certain ? 'crosses' : 'may cross'} ${inUnit(threshold, indicator.unit)} as early as ${isoDate(earliest)} (80 % interval, ${until}), before ${retraining.words}. Retrain earlier, or look for the cause.${faster}${current.asOf}`,
      };
    }
  },
};
