import type { IndicatorView, PlanView } from '../../../server/src/core/panel/contract.ts';
import { element } from '../dom.ts';
import { changeText, formatValue, headroomText } from '../words/format.ts';
import { forecastShort } from '../words/forecast.ts';
import { plainName } from '../words/plain.ts';
import { levelMark } from './level.ts';
import { FIRST_ROLES } from './roles.ts';

/** Where things stand, one tile for each indicator and one for the drift of all columns. */
export function tiles({ drift }: PlanView, indicators: readonly IndicatorView[], now: number): HTMLElement[] {
  const all = indicators.map((indicator) => tile(indicator, now));
  if (!drift || drift.columns.length === 0) return all;
  const names = drift.columns.filter(({ verdict }) => verdict === 'drifted').map(({ column }) => plainName(column));
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  const level = drift.dataset ? 'critical' : drift.drifted > 0 ? 'warning' : drift.judged > 0 ? 'ok' : 'unknown';
  const drifted = element(
    'li',
    { class: 'tile' },
    element('span', { class: 'muted', text: 'Drifted columns' }),
    element('span', { class: 'value', text: `${drift.drifted} / ${drift.judged}` }),
    levelMark(level),
    small(names.length > 0 ? `${names.slice(0, 3).join(', ')}${more}` : 'none drifts'),
  );
  if (drift.dataset) drifted.append(small('the whole data set counts as drifted'));
  // Behind the model's own quality and its business, as its block is.
  return all.toSpliced(indicators.filter(({ role }) => FIRST_ROLES.includes(role)).length, 0, drifted);
}

function tile(indicator: IndicatorView, now: number): HTMLElement {
  const { name, series, unit, level, headroomUsed, forecast, stale, outdated } = indicator;
  const newest = series.state === 'ready' ? series.points.at(-1) : undefined;
  const made = element(
    'li',
    { class: 'tile' },
    element('span', { class: 'muted isolated', text: plainName(name) }),
    element('span', { class: 'value', text: newest ? formatValue(newest.value, unit) : '–' }),
    levelMark(level),
  );
  const lines = [
    changeText(indicator, newest?.value),
    headroomUsed === undefined ? '' : headroomText(headroomUsed),
    forecast ? tileForecast(indicator, now) : '',
    stale === true ? 'stale' : '',
    outdated === undefined ? '' : 'outdated',
    series.state === 'ready' ? '' : MISSING[series.state],
  ];
  made.append(...lines.filter(Boolean).map(small));
  return made;
}

const MISSING = {
  empty: 'no values yet',
  failed: 'could not be read',
  unauthorised: 'needs a credential',
  unsupported: 'cannot be shown yet',
} as const;

function tileForecast({ forecast }: IndicatorView, now: number): string {
  if (!forecast) return '';
  const short = forecastShort(forecast, now);
  return forecast.state === 'crosses' ? `crosses ${forecast.line} ${short}` : short;
}

const small = (text: string): HTMLElement => element('span', { class: 'small', text });
