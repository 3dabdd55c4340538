import type { Burn, Crossing, Forecast } from '../../../server/src/core/decay/report.ts';
import type { IndicatorView } from '../../../server/src/core/panel/contract.ts';
import { formatNumber, formatPercent, formatValue } from './format.ts';
import { numberFormat } from './formats.ts';
import { plainName } from './plain.ts';
import { durationText, formatDay, formatShortDay } from './time.ts';

/** p as it is written in reports: never 0. */
function pText(p: number): string {
  return p < 0.01
    ? 'p < 0.01'
    : `p = ${numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(p)}`;
}

const counted = (count: number): string => (count === 1 ? '1 value' : `${formatNumber(count)} values`);

/** When a line is crossed: an interval, or only its beginning. */
function crossingDates({ earliest, latest, estimate, horizon }: Crossing, now: number): string {
  if (latest === undefined) {
    const middle = estimate === undefined ? '' : `, most likely ${formatShortDay(estimate, now)}`;
    return `as early as ${formatShortDay(earliest, now)}${middle}; no latest date before ${formatShortDay(horizon, now)}`;
  }
  return `between ${formatShortDay(earliest, now)} and ${formatShortDay(latest, now)}`;
}

/** In a few words, for a tile or beside a line in a chart. */
export function forecastShort(forecast: Forecast, now: number): string {
  switch (forecast.state) {
    case 'crosses': {
      const { earliest, latest } = forecast;
      const early = formatShortDay(earliest, now);
      return latest === undefined
        ? `as early as ${early}; no latest date`
        : `${early} – ${formatShortDay(latest, now)} (80%)`;
    }
    case 'not-enough-history':
      return `not enough history (${forecast.count} of ${forecast.needed} values)`;
    case 'direction-only':
      return forecast.worsening ? 'seems to worsen; no date yet' : 'no date yet';
    case 'no-trend':
      return 'no significant trend';
    case 'improving':
      return 'improving';
    case 'crossed':
      return `crossed on ${formatShortDay(forecast.on, now)}`;
    case 'no-line':
      return '';
  }
}

/** What can be said of the time to come, as sentences; '' where nothing is known. */
export function forecastText({ forecast, unit }: IndicatorView, now: number): string {
  if (!forecast) return '';
  switch (forecast.state) {
    case 'crosses':
      return crossesText(forecast, unit, now);
    case 'not-enough-history':
      return `No forecast: not enough history (${forecast.count} of ${forecast.needed} values).`;
    case 'direction-only':
      return `${forecast.worsening ? 'It seems to get worse' : 'It does not seem to get worse'} (${pText(forecast.p)}, ${counted(forecast.count)}); the history is too short for a date.`;
    case 'no-trend': {
      const { detectable } = forecast;
      const seen =
        detectable === undefined ? '' : ` A change of ${formatValue(detectable, unit)} or more would have been seen.`;
      return `No forecast: no significant trend (${pText(forecast.p)}, ${counted(forecast.count)}).${seen}`;
    }
    case 'improving':
      return `Improving (${pText(forecast.p)}, ${counted(forecast.count)}): no line is in danger.`;
    case 'crossed':
      return `It crossed ${forecast.line} ${formatValue(forecast.threshold, unit)} on ${formatDay(forecast.on)} and has stayed there.`;
    case 'no-line':
      return 'No forecast: the plan draws no warning or critical line to cross.';
  }
}

function crossesText(crossing: Crossing, unit: string | undefined, now: number): string {
  const { line, threshold, estimate, latest, accelerating, backtest, since } = crossing;
  const likely = latest !== undefined && estimate !== undefined ? `, most likely ${formatShortDay(estimate, now)}` : '';
  const odds = latest === undefined ? 'one case in ten is earlier' : '80% interval';
  const sentences = [
    `At this pace it crosses ${line} ${formatValue(threshold, unit)} ${crossingDates(crossing, now)}${likely} (${odds}).`,
  ];
  if (accelerating) sentences.push('The change has become faster of late, so it may cross earlier.');
  if (since !== undefined) sentences.push(`Only values since ${formatDay(since)}, when its level changed, were used.`);
  if (backtest && backtest.judged > 0) {
    sentences.push(`Such forecasts made in the past held in ${backtest.held} of ${backtest.judged} cases.`);
  }
  return sentences.join(' ');
}

/** How fast an error budget goes, as sentences. */
export function burnText({ slo, objective, window, budgetLeft, rates, alert }: Burn): string {
  const left = budgetLeft < 0 ? `overdrawn by ${formatPercent(-budgetLeft)}` : `${formatPercent(budgetLeft)} left`;
  const speeds = rates.map(
    ({ window: over, rate, limit, events }) =>
      `${formatNumber(rate)}× over ${durationText(over)} (limit ${formatNumber(limit)}×, ${formatNumber(events)} events)`,
  );
  const say = { page: ' Somebody has to act now.', ticket: ' Somebody has to look into it.', none: '' }[
    alert ?? 'none'
  ];
  const rate = speeds.length > 0 ? ` Burn rate ${speeds.join('; ')}.` : '';
  return `Error budget of ${plainName(slo)} (${formatNumber(objective)}% over ${durationText(window)}): ${left}.${rate}${say}`;
}
