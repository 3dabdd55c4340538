import type { Crossing } from './report.ts';
import { dayShort, inUnit } from './words.ts';

/** "crosses 0.85 between 12 Dec and 3 Jan", or as early as the history supports. */
export function crossingInWords(crossing: Crossing, unit: string | undefined, now: number): string {
  const { earliest, latest, threshold } = crossing;
  const line = inUnit(threshold, unit);
  const [from, to] = [dayShort(earliest, now), latest === undefined ? undefined : dayShort(latest, now)];
  if (to === undefined) return `crosses ${line} on ${from} at the earliest, no latest date`;
  return from === to ? `crosses ${line} on ${from}` : `crosses ${line} between ${from} and ${to}`;
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
