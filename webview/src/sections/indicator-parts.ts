import type { IndicatorView, Point } from '../../../server/src/core/panel/contract.ts';
import { element } from '../dom.ts';
import { changeText, formatValue, headroomText } from '../words/format.ts';
import { burnText } from '../words/forecast.ts';
import { plainName } from '../words/plain.ts';
import { formatTime } from '../words/time.ts';
import { levelMark } from './level.ts';

/** Name and role, and whether the values are old. */
export function titleOf({ name, role, stale, outdated }: IndicatorView): Node[] {
  const title = element('h3', {}, element('span', { class: 'isolated', text: plainName(name) }));
  title.append(' ', element('span', { class: 'role', text: plainName(role) }));
  const badges: Node[] = [];
  if (stale === true) badges.push(element('span', { class: 'badge', text: 'Stale' }));
  if (outdated !== undefined) badges.push(element('span', { class: 'badge', text: 'Outdated' }));
  return [title, ...badges];
}

/** The newest value that counts, and where it stands. */
export function readingOf(indicator: IndicatorView, newest: Point | undefined): Node[] {
  const { unit, level, headroomUsed, stale } = indicator;
  const parts: Node[] = [];
  if (newest) {
    parts.push(element('strong', { class: 'value', text: formatValue(newest.value, unit) }));
    const when = `${formatTime(newest.time)} UTC${stale === true ? ', no newer value' : ''}`;
    parts.push(element('span', { class: 'muted', text: when }));
  }
  parts.push(levelMark(level));
  const change = changeText(indicator, newest?.value);
  if (change) parts.push(element('span', { text: change }));
  if (headroomUsed !== undefined) parts.push(element('span', { text: headroomText(headroomUsed) }));
  return parts;
}

/** What is to come, and what is left of the error budget. */
export function wordsOf({ burn }: IndicatorView, said: string): Node[] {
  const parts: Node[] = said ? [element('p', { class: 'forecast', text: said })] : [];
  if (!burn) return parts;
  const bar = element('span', { class: `budget${burn.alert ? ` budget-${burn.alert}` : ''}`, 'aria-hidden': 'true' });
  const left = element('span', { class: 'budget-left' });
  left.style.width = `${Math.min(1, Math.max(0, burn.budgetLeft)) * 100}%`;
  bar.append(left);
  return [...parts, element('p', { class: 'burn' }, bar, new Text(burnText(burn)))];
}
