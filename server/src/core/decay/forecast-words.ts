import type { Crossing, Forecast } from './report.ts';
import { dayShort, inUnit } from './words.ts';

/** "crosses 0.85 between 12 Dec and 3 Jan", or as early as the history supports. */
export function crossingInWords(crossing: Crossing, unit: string | undefined, now: number): string {
  const { earliest, latest, threshold, horizon } = crossing;
  const line = inUnit(threshold, unit);
  if (earliest >= horizon) return `does not cross ${line} before ${dayShort(horizon, now)}`;
  const [from, to] = [dayShort(earliest, now), latest === undefined ? undefined : dayShort(latest, now)];
  if (to === undefined) return `crosses ${line} on ${from} at the earliest, no latest date`;
  if (from !== to) return `crosses ${line} between ${from} and ${to}`;
  const times = latest === undefined ? '' : ` between ${clock(earliest)} and ${clock(latest)} UTC`;
  return `crosses ${line} on ${from}${times}`;
}

const clock = (time: number): string => new Date(time).toISOString().slice(11, 16);

/** What can be said of the time to come, in a few words; '' where there is nothing to say. */
export function forecastInWords(forecast: Forecast | undefined, unit: string | undefined, now: number): string {
  switch (forecast?.state) {
    case 'crosses':
      return crossingInWords(forecast, unit, now);
    case 'not-enough-history':
      return `not enough history (${forecast.count} of ${forecast.needed} values)`;
    case 'direction-only':
      return `${forecast.worsening ? 'seems to get worse' : 'does not seem to get worse'} (p = ${forecast.p.toFixed(2)}, ${forecast.count} values), too short a history for a date`;
    case 'no-trend':
      return `no significant trend (p = ${forecast.p.toFixed(2)}, ${forecast.count} values)`;
    case 'improving':
      return 'improving';
    case 'crossed':
      return `crossed ${forecast.line} ${inUnit(forecast.threshold, unit)} on ${dayShort(forecast.on, now)}`;
    case 'no-line':
    case undefined:
      return '';
  }
}

/** Whether the model is trained again in time: "before the next retraining on 1 Jan". Empty where no schedule says. */
export function beforeRetraining(
  { earliest, latest }: Crossing,
  nextRetraining: number | undefined,
  now: number,
): string {
  if (nextRetraining === undefined) return '';
  const day = dayShort(nextRetraining, now);
  if (earliest > nextRetraining) return `after the next retraining on ${day}`;
  if (latest !== undefined && latest <= nextRetraining) return `before the next retraining on ${day}`;
  return `perhaps before the next retraining on ${day}`;
}
