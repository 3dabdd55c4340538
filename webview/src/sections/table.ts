import type { IndicatorView, Point } from '../../../server/src/core/panel/contract.ts';
import { element } from '../dom.ts';
import { formatNumber, formatTime } from '../format.ts';

/** The points as a table behind a fold, newest first; made when first opened. */
export function pointsTable(indicator: IndicatorView, points: readonly Point[]): HTMLDetailsElement {
  const count = points.length === 1 ? '1 value' : `${points.length} values`;
  const summary = element('summary', { text: `Table: ${count}` });
  summary.append(element('span', { class: 'read-aloud', text: ` of ${indicator.name}` }));
  const fold = element('details', {}, summary);
  fold.addEventListener('toggle', () => {
    if (fold.open && fold.childElementCount === 1) fold.append(table(indicator, points));
  });
  return fold;
}

function table(indicator: IndicatorView, points: readonly Point[]): HTMLElement {
  const label = `Values of ${indicator.name}`;
  const counted = points.some(({ count }) => count !== undefined);
  const titles = ['Time (UTC)', indicator.unit ? `Value (${indicator.unit})` : 'Value', ...(counted ? ['Count'] : [])];
  const head = titles.map((text) => element('th', { scope: 'col', text }));
  const rows = points.toReversed().map(({ time, value, count }) => {
    const cells = [formatTime(time), formatNumber(value)];
    if (counted) cells.push(count === undefined ? '' : formatNumber(count));
    return element('tr', {}, ...cells.map((text) => element('td', { text })));
  });
  const made = element(
    'table',
    { 'aria-label': label },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
  // Focusable, so that the keyboard can scroll it.
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, made);
}
