import type { Provenance } from '../../../server/src/core/panel/contract.ts';
import { element } from '../dom.ts';
import { plain, plainName, productName } from '../words/plain.ts';
import { ageText, formatLocalTime } from '../words/time.ts';

/** Where numbers are from. */
export interface Origin extends Provenance {
  readonly source: string;
  readonly query: string;
}

/** An age that goes on: `tickAges` keeps it true. */
export function age(time: number, now = Date.now()): HTMLElement {
  const text = ageText(time, now);
  return element('time', { 'data-age': String(time), title: formatLocalTime(time), text });
}

export function tickAges(root: HTMLElement, now: number): void {
  for (const shown of root.querySelectorAll<HTMLElement>('[data-age]')) {
    const text = ageText(Number(shown.dataset['age']), now);
    if (shown.textContent !== text) shown.textContent = text;
  }
}

/** Source, query, when it was read, and what else has to be known. `fetchedAt` is the view's. */
export function provenance(origin: Origin, fetchedAt: number, more: readonly string[] = []): Node[] {
  const { source, sourceType, query, outdated, notes = [] } = origin;
  const line = element('p', { class: 'origin muted' });
  line.append(element('span', { class: 'isolated', text: plainName(source) }));
  if (sourceType && sourceType !== source) line.append(` (${productName(sourceType)})`);
  if (query) line.append(' · ', element('code', { class: 'isolated', text: plain(query, 300) }));
  line.append(' · read ', age(origin.fetchedAt ?? fetchedAt));
  for (const part of more) line.append(` · ${part}`);
  const said: Node[] = [line];
  if (outdated !== undefined) {
    const failed = element('p', { class: 'notice notice-outdated' }, element('strong', { text: 'Outdated' }));
    failed.append(` It could not be read again: ${plain(outdated)}`);
    said.unshift(failed);
  }
  if (notes.length > 0) {
    const items = notes.slice(0, 5).map((text) => element('li', { class: 'isolated', text: plain(text, 300) }));
    if (notes.length > 5) items.push(element('li', { text: `and ${notes.length - 5} more` }));
    said.push(element('ul', { class: 'notes', 'aria-label': 'Notes' }, ...items));
  }
  return said;
}
