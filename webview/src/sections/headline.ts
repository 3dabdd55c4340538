import type { IndicatorView, PlanView } from '../../../server/src/core/panel/contract.ts';
import { element } from '../dom.ts';
import { formatValue, headroomText } from '../format.ts';
import { levelMark } from './level.ts';

/** What a plan's indicators say together: one sentence, and the newest value of each. */
export function headline(plan: PlanView): HTMLElement {
  const sentence = element('p', {}, levelMark(plan.level), new Text(` ${plan.headline}`));
  const banner = element('div', { class: `headline edge-${plan.level}` }, sentence);
  const cards = element('ul', { class: 'cards', 'aria-label': 'Newest values' }, ...plan.indicators.map(card));
  return element('div', {}, banner, ...(plan.indicators.length > 1 ? [cards] : []));
}

function card(indicator: IndicatorView): HTMLElement {
  const { name, series, unit, level, headroomUsed } = indicator;
  const newest = series.state === 'ready' ? series.points.at(-1) : undefined;
  return element(
    'li',
    { class: 'card' },
    element('span', { class: 'muted', text: name }),
    element('span', { class: 'value', text: newest ? formatValue(newest.value, unit) : '–' }),
    levelMark(level),
    ...(headroomUsed === undefined ? [] : [element('span', { class: 'muted', text: headroomText(headroomUsed) })]),
  );
}
