import type { DriftColumnView } from '../../../server/src/core/panel/contract.ts';
import { drawStrip } from '../charts/heat-strip.ts';
import { firstFrom } from '../charts/value-range.ts';
import type { PanelContext } from '../context.ts';
import { element } from '../dom.ts';
import { Slot, type Block } from '../keyed.ts';
import { formatRough } from '../words/format.ts';
import { plain, plainName } from '../words/plain.ts';
import { formatDay, formatTime } from '../words/time.ts';
import { VERDICT_TEXT, verdictMark } from './level.ts';

/** One column by one method: its name and verdict, its comparisons over time, the method with its lines, the newest score. */
export class DriftRow implements Block<DriftColumnView> {
  readonly element = element('li', { class: 'heat-row' });
  readonly strip = element('div', { class: 'strip' });
  private readonly canvas = element('canvas', { role: 'img' });
  private readonly cross = element('div', { class: 'strip-cross', 'aria-hidden': 'true', hidden: '' });
  private readonly name = new Slot(element('div', { class: 'heat-name' }));
  private readonly verdict = new Slot(element('div', { class: 'heat-verdict' }));
  private readonly method = new Slot(element('div', { class: 'heat-method muted isolated' }));
  private readonly latest = new Slot(element('strong', { class: 'heat-latest' }));
  private readonly message = new Slot(element('p', { class: 'heat-message' }));
  private readonly context: PanelContext;
  private readonly leave: () => void;
  private readonly observer: ResizeObserver;
  column: DriftColumnView | undefined;

  constructor(context: PanelContext) {
    this.context = context;
    this.strip.append(this.canvas, this.cross);
    const [name, verdict, method, latest] = [this.name, this.verdict, this.method, this.latest].map(
      (slot) => slot.element,
    );
    if (name && verdict && method && latest) this.element.append(name, verdict, this.strip, method, latest);
    this.leave = context.axis.add(this);
    this.observer = new ResizeObserver(() => context.queue.add(this));
    this.observer.observe(this.strip);
  }

  show(column: DriftColumnView): void {
    this.column = column;
    const { cells, message, verdict, methodLabel, warning, critical } = column;
    const newest = cells.at(-1);
    this.name.fill(column.column, () => [element('span', { class: 'isolated', text: plainName(column.column) })]);
    this.verdict.fill(verdict, () => [verdictMark(verdict)]);
    this.method.fill([methodLabel, warning, critical], () => [methodText(column)]);
    this.latest.fill(newest?.score ?? null, () => [newest ? formatRough(newest.score) : '–']);
    this.message.fill(message ?? '', () => (message ? [plain(message)] : []));
    const { element: said } = this.message;
    if (message && !said.parentElement) this.element.append(said);
    if (!message) said.remove();
    this.strip.hidden = cells.length === 0;
    this.canvas.setAttribute('aria-label', summaryOf(column));
    this.context.queue.add(this);
    this.cursorChanged();
  }

  paint(): void {
    const { axis, palette } = this.context;
    if (this.column) drawStrip(this.canvas, this.column.cells, axis.window, palette());
    this.cursorChanged();
  }

  windowChanged(): void {
    this.context.queue.add(this);
  }

  cursorChanged(): void {
    const { cursor, window } = this.context.axis;
    const isShown = cursor !== undefined && cursor >= window.from && cursor <= window.to;
    this.cross.hidden = !isShown;
    if (isShown) {
      const x = ((cursor - window.from) / (window.to - window.from)) * this.strip.clientWidth;
      this.cross.style.transform = `translateX(${x}px)`;
    }
  }

  /** Index of the comparison that covers `time`. */
  at(time: number): number {
    return firstFrom(this.column?.cells ?? [], time);
  }

  /** What one comparison found, to be read aloud. */
  say(index: number): string {
    const { column, cells = [] } = this.column ?? {};
    const cell = cells[index];
    if (column === undefined) return '';
    if (!cell) return `${plainName(column)}: no comparison`;
    return `${plainName(column)}, ${formatTime(cell.time)}: ${formatRough(cell.score)}, ${VERDICT_TEXT[cell.verdict]}`;
  }

  dispose(): void {
    this.leave();
    this.observer.disconnect();
    this.context.queue.remove(this);
  }
}

/** The method as its source names it, with the plan's lines. */
function methodText({ methodLabel, warning, critical, direction }: DriftColumnView): string {
  const lines = [warning, critical].filter((line) => line !== undefined).map(formatRough);
  const sign = direction === 'p-value' ? '<' : '≥';
  return lines.length > 0 ? `${plainName(methodLabel)} ${sign} ${lines.join(' / ')}` : plainName(methodLabel);
}

function summaryOf({ column, cells, verdict }: DriftColumnView): string {
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) return `${plainName(column)}: no comparisons`;
  const count = cells.filter((cell) => cell.verdict === 'drifted').length;
  const scores = `${formatRough(first.score)} on ${formatDay(first.time)} to ${formatRough(last.score)} on ${formatDay(last.time)}`;
  return `Drift of ${plainName(column)}: ${cells.length} comparisons, from ${scores}; ${count} drifted; now ${VERDICT_TEXT[verdict].toLowerCase()}`;
}
