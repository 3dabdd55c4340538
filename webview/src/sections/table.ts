import { button } from '../controls.ts';
import { element } from '../dom.ts';

/** A table to be: its rows are made as they are asked for. */
export interface TableContent {
  /** "Values of auc". */
  readonly label: string;
  readonly titles: readonly string[];
  readonly count: number;
  /** Another one where anything else is shown. */
  readonly version: string;
  /** Cells of the row at `index`, the newest first. */
  readonly row: (index: number) => readonly string[];
}

const AT_ONCE = 200;

/** A table behind a fold; made when first opened, and made anew for other values only while it is open. */
export class FoldedTable {
  readonly element: HTMLDetailsElement;
  private readonly count = element('span');
  private content: TableContent | undefined;
  private made: string | undefined;
  private body: HTMLElement | undefined;
  private shown = AT_ONCE;

  /** @param about what it is a table of, read aloud only */
  constructor(about: string) {
    const summary = element('summary', {}, this.count, element('span', { class: 'read-aloud', text: ` of ${about}` }));
    this.element = element('details', {}, summary);
    this.element.addEventListener('toggle', () => this.build());
  }

  show(content: TableContent, noun: string): void {
    this.content = content;
    const text = `Table: ${content.count} ${content.count === 1 ? noun : `${noun}s`}`;
    if (this.count.textContent !== text) this.count.textContent = text;
    this.build();
  }

  open(isOpen: boolean): void {
    this.element.open = isOpen;
  }

  private build(): void {
    const { content } = this;
    if (!content || !this.element.open || this.made === content.version) return;
    this.made = content.version;
    if (!this.body) {
      // Focusable, so that the keyboard can scroll it.
      this.body = element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': content.label });
      this.element.append(this.body);
    }
    const rows = Array.from({ length: Math.min(this.shown, content.count) }, (_, i) => rowOf(content.row(i)));
    const head = content.titles.map((text) => element('th', { scope: 'col', text }));
    const top = this.body.scrollTop;
    const hadFocus = this.body.contains(document.activeElement) && document.activeElement !== this.body;
    this.body.replaceChildren(
      element(
        'table',
        { 'aria-label': content.label },
        element('thead', {}, element('tr', {}, ...head)),
        element('tbody', {}, ...rows),
      ),
    );
    if (content.count > this.shown) this.body.append(this.more(content));
    this.body.scrollTop = top;
    if (hadFocus) this.body.focus();
  }

  private more({ count, label }: TableContent): HTMLElement {
    const left = Math.min(5 * AT_ONCE, count - this.shown);
    return button({
      label: `Show ${left} more`,
      about: label,
      run: () => {
        this.shown += left;
        this.made = undefined;
        this.build();
      },
    });
  }
}

function rowOf(cells: readonly string[]): HTMLElement {
  return element('tr', {}, ...cells.map((text) => element('td', { text })));
}
