import { levelOf } from '../../decay/headroom.ts';
import type { Indicator } from '../../decay/plan-indicators.ts';
import type { Crossing } from '../../decay/report.ts';
import type { Sample } from '../../decay/series.ts';
import type { Current } from './current.ts';
import type { Retraining } from './next-retraining.ts';

/** An indicator on its way across one of its lines, with a date that its history supports. */
export interface BreachAhead {
  readonly indicator: Indicator;
  readonly newest: Sample;
  readonly forecast: Crossing;
}

export function breachesAhead(current: Current): BreachAhead[] {
  return current.measured.flatMap(({ indicator, assessed: { newest, report } }) => {
    const forecast = report?.forecast;
    if (forecast?.state !== 'crosses' || report?.stale) return [];
    // Beyond what the history supports nobody has to act yet.
    if (forecast.earliest >= forecast.horizon) return [];
    // Of a line that was moved since, or has been passed, other things are to be said.
    if (indicator[forecast.line] !== forecast.threshold || isPast(forecast.line, newest.value, indicator)) return [];
    return [{ indicator, newest, forecast }];
  });
}

const isPast = (line: 'warning' | 'critical', value: number, indicator: Indicator): boolean => {
  const level = levelOf(value, indicator);
  return level === 'critical' || level === line;
};

/** Whether the line may be crossed before the model is trained again. */
export const comesBefore = ({ earliest }: Crossing, retraining: Retraining | undefined): retraining is Retraining =>
  retraining !== undefined && earliest < retraining.at;
