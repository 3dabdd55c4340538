import type { IndicatorView, Point } from '../../../server/src/core/panel/contract.ts';
import { button } from '../controls.ts';
import { element } from '../dom.ts';
import { chartSummary, formatTime, formatValue, headroomText } from '../format.ts';
import { levelMark } from './level.ts';
import { pointsTable } from './table.ts';

const NOTHING: Readonly<Record<'empty' | 'failed' | 'unauthorised' | 'unsupported', string>> = {
  empty: 'No values yet',
  failed: 'Not read',
  unauthorised: 'Not allowed to read',
  unsupported: 'Cannot be shown yet',
};

/** What a section may ask of the page. */
export interface IndicatorActions {
  readonly reveal: () => void;
  readonly copy: (points: readonly Point[]) => void;
  /** Draws into a canvas once it is on the page. */
  readonly chart: (canvas: HTMLCanvasElement, points: readonly Point[]) => void;
}

/** One indicator: its newest value and level, where they are from, a chart and a table, or why there is none. */
export function indicatorSection(indicator: IndicatorView, actions: IndicatorActions): HTMLElement {
  const { name, role, source, query, series } = indicator;
  const points = series.state === 'ready' ? series.points : [];
  const title = element('h3', { text: name }, new Text(' '), element('span', { class: 'role', text: role }));
  const origin = element('p', { class: 'origin muted' });
  origin.append(`${source} · `, element('code', { text: query }));
  const buttons = element('div', { class: 'buttons' });
  buttons.append(button({ label: 'Show in plan', about: name, run: actions.reveal }));
  if (points.length > 0) buttons.append(button({ label: 'Copy as CSV', about: name, run: () => actions.copy(points) }));
  return element(
    'section',
    { class: 'indicator', 'aria-label': name },
    element('div', { class: 'title' }, title, origin),
    reading(indicator, points.at(-1)),
    ...(series.state === 'ready' ? history(indicator, points, actions) : [nothing(series.state, series.message)]),
    buttons,
  );
}

function reading({ unit, level, headroomUsed }: IndicatorView, newest: Point | undefined): HTMLElement {
  const line = element('p', { class: 'reading' });
  if (newest) {
    line.append(element('strong', { class: 'value', text: formatValue(newest.value, unit) }));
    line.append(element('span', { class: 'muted', text: `${formatTime(newest.time)} UTC` }));
  }
  line.append(levelMark(level));
  if (headroomUsed !== undefined) line.append(element('span', { text: headroomText(headroomUsed) }));
  return line;
}

function history(indicator: IndicatorView, points: readonly Point[], actions: IndicatorActions): HTMLElement[] {
  if (points.length === 0) return [nothing('empty', 'The data source has no value for it.')];
  const canvas = element('canvas', { role: 'img', 'aria-label': chartSummary(indicator, points) });
  actions.chart(canvas, points);
  return [element('div', { class: 'chart' }, canvas), pointsTable(indicator, points)];
}

function nothing(state: keyof typeof NOTHING, message: string): HTMLElement {
  return element(
    'p',
    { class: `notice notice-${state}` },
    element('strong', { text: NOTHING[state] }),
    new Text(` ${message}`),
  );
}
