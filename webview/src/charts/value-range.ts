import type { IndicatorView, Point } from '../../../server/src/core/panel/contract.ts';
import type { TimeWindow } from '../time-window.ts';
import { linesOf } from '../words/format.ts';

const MARGIN = 0.08;

/** Index of the first of `points` at or after `time`. */
export function firstFrom(points: readonly { readonly time: number }[], time: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Wide enough for the values in the window and the plan's lines, with a margin that leaves room for labels. */
export function valueRange(
  indicator: IndicatorView,
  series: readonly (readonly Point[])[],
  { from, to }: TimeWindow,
): { min: number; max: number } {
  let low = Infinity;
  let high = -Infinity;
  const take = (value: number): void => {
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { value } of linesOf(indicator)) take(value);
  for (const points of series) {
    // One beyond each edge: the line goes on to there.
    const end = Math.min(points.length, firstFrom(points, to) + 1);
    for (let i = Math.max(0, firstFrom(points, from) - 1); i < end; i++) take(points[i]?.value ?? low);
  }
  const { forecast } = indicator;
  if (forecast?.state === 'crosses') {
    const inside = forecast.band.filter(({ time }) => time >= from && time <= to);
    // The whole cone may be far wider than what is known: its middle has to be seen.
    for (const { middle } of inside) take(middle);
  }
  if (low > high) [low, high] = [0, 1];
  const margin = (high - low) * MARGIN || Math.abs(high) * MARGIN || 1;
  return { min: low - margin, max: high + margin };
}
