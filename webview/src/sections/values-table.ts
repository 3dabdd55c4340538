import type { IndicatorView } from '../../../server/src/core/panel/contract.ts';
import { formatNumber } from '../words/format.ts';
import { plainName } from '../words/plain.ts';
import { formatTime } from '../words/time.ts';
import type { TableContent } from './table.ts';

/** All that a chart draws, the newest first: forecast, pending and counted values. */
export function valuesTable({ name, unit, forecast, series }: IndicatorView): TableContent {
  const { points, pending = [] } = series.state === 'ready' ? series : { points: [] };
  const band = forecast?.state === 'crosses' ? forecast.band : [];
  const all = [...points, ...pending];
  const hasCount = all.some(({ count }) => count !== undefined);
  const hasKind = pending.length > 0 || band.length > 0;
  const titles = ['Time (UTC)', unit ? `Value (${plainName(unit)})` : 'Value'];
  if (hasCount) titles.push('Count');
  if (hasKind) titles.push('Kind');
  return {
    label: `Values of ${plainName(name)}`,
    titles,
    version: JSON.stringify([
      titles,
      points[0],
      points.at(-1),
      points.length,
      pending.at(-1),
      pending.length,
      band.at(-1),
    ]),
    count: all.length + band.length,
    row: (index: number): string[] => {
      const ahead = band[band.length - 1 - index];
      if (ahead) {
        const { time, low, middle, high } = ahead;
        const cells = [formatTime(time), `${formatNumber(middle)} (${formatNumber(low)} to ${formatNumber(high)})`];
        return [...cells, ...(hasCount ? [''] : []), 'forecast'];
      }
      const at = all.length - 1 - (index - band.length);
      const point = all[at];
      if (!point) return [];
      const cells = [formatTime(point.time), formatNumber(point.value)];
      if (hasCount) cells.push(point.count === undefined ? '' : formatNumber(point.count));
      if (hasKind) cells.push(at < points.length ? 'counted' : 'labels pending');
      return cells;
    },
  };
}
