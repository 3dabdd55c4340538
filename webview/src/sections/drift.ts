import type { DriftColumnView, DriftView } from '../../../server/src/core/panel/contract.ts';
import { listenToPointer, stepOf, takeAxisKey } from '../charts/gestures.ts';
import type { PanelContext } from '../context.ts';
import { button } from '../controls.ts';
import { element } from '../dom.ts';
import { KeyedList, Slot } from '../keyed.ts';
import { driftToCsv } from '../words/csv.ts';
import { formatNumber, formatPercent } from '../words/format.ts';
import { plainName, plainWord, productName } from '../words/plain.ts';
import { formatShortDay, formatTime } from '../words/time.ts';
import { DriftRow } from './drift-row.ts';
import { VERDICT_TEXT } from './level.ts';
import { provenance } from './provenance.ts';
import { FoldedTable } from './table.ts';

/** Rows at first: the worst come first. */
const FEW = 12;

export interface DriftItem {
  readonly drift: DriftView;
  readonly plan: number;
  readonly fetchedAt: number;
  readonly areTables: boolean;
}

/** The drift of all columns over time, the worst first. */
export class DriftSection {
  readonly element: HTMLElement;
  private readonly context: PanelContext;
  private readonly summary = new Slot(element('p', { class: 'reading' }));
  private readonly heat = element('div', {
    class: 'heat',
    tabindex: '0',
    role: 'application',
    'aria-roledescription': 'heat strip',
    'aria-label': 'Drift by column over time',
    'aria-describedby': 'heat-keys',
  });
  private readonly list = element('ol', { class: 'heat-rows' });
  private readonly rows: KeyedList<DriftColumnView>;
  private readonly dates = element('p', { class: 'heat-dates muted', 'aria-hidden': 'true' });
  private readonly more = new Slot(element('div', { class: 'buttons' }));
  private readonly origin = new Slot(element('div'));
  private readonly buttons = new Slot(element('div', { class: 'buttons' }));
  private readonly table = new FoldedTable('drift by column');
  private readonly leave: () => void;
  private made: DriftRow[] = [];
  private isWhole = false;
  private active = 0;
  private item: DriftItem | undefined;

  constructor(context: PanelContext) {
    this.context = context;
    this.rows = new KeyedList<DriftColumnView>(this.list, () => new DriftRow(context));
    this.heat.append(this.list, this.dates);
    this.leave = context.axis.add(this);
    this.heat.addEventListener('keydown', (event) => this.key(event));
    this.heat.addEventListener('blur', () => {
      this.mark(undefined);
      if (context.axis.owner === this.heat) context.axis.point(undefined);
    });
    listenToPointer(this.heat, context.axis, { area: () => this.area(), timeAt: (x) => this.timeAt(x) });
    const title = element('div', { class: 'title' }, element('h3', { text: 'Drift by column' }));
    this.element = element(
      'section',
      { class: 'indicator drift', 'aria-label': 'Drift by column' },
      title,
      this.summary.element,
      legend(),
    );
    this.element.append(this.heat, this.more.element, this.table.element, this.origin.element, this.buttons.element);
  }

  show(item: DriftItem): void {
    const before = this.item;
    this.item = item;
    const { drift, fetchedAt, areTables } = item;
    const { columns, drifted, judged, share, dataset } = drift;
    this.summary.fill([drifted, judged, share, dataset], () => [summaryText(drift)]);
    const shown = this.isWhole ? columns : columns.slice(0, FEW);
    this.rows.show(shown, ({ column, method, source }) => JSON.stringify([column, method, source]));
    this.made = [];
    this.rows.each((row) => {
      if (row instanceof DriftRow) this.made.push(row);
    });
    this.active = Math.min(this.active, Math.max(0, this.made.length - 1));
    this.more.fill([columns.length, this.isWhole], () =>
      columns.length > shown.length ? [this.whole(columns.length)] : [],
    );
    this.table.show(driftTable(columns), 'comparison');
    if (areTables !== (before?.areTables ?? false)) this.table.open(areTables);
    const origins = groups(columns);
    this.origin.fill([origins, fetchedAt], () => origins.flatMap((column) => provenance(column, fetchedAt)));
    this.buttons.fill(
      [
        origins.map(({ source, canOpen, sourceType }) => [source, canOpen, sourceType]),
        columns.map(({ source, unauthorised }) => unauthorised === true && source),
      ],
      () => this.actions(origins),
    );
    this.windowChanged();
  }

  windowChanged(): void {
    const { from, to } = this.context.axis.window;
    const { now } = this.context.axis;
    const dates = [from, to].map((time) => element('span', { text: formatShortDay(time, now) }));
    this.dates.replaceChildren(...dates);
  }

  /** The rows follow the cross-hair themselves. */
  cursorChanged(): void {
    return;
  }

  dispose(): void {
    this.leave();
    this.rows.dispose();
  }

  private whole(count: number): HTMLElement {
    return button({
      label: `Show all ${count} columns`,
      run: () => {
        this.isWhole = true;
        if (this.item) this.show(this.item);
        this.heat.focus();
      },
    });
  }

  private actions(origins: readonly DriftColumnView[]): HTMLElement[] {
    const { post } = this.context;
    const opened = origins.filter(({ canOpen }) => canOpen === true);
    const links = opened.map(({ column, source, sourceType }) => {
      const label = `Open in ${productName(sourceType ?? source)}`;
      const run = (): void => post({ type: 'open', plan: this.item?.plan ?? 0, column });
      return button({ label, about: `drift, ${plainName(source)}`, run });
    });
    const plan = this.item?.plan ?? 0;
    const locked = new Set(
      (this.item?.drift.columns ?? []).flatMap((column) => (column.unauthorised ? [column.source] : [])),
    );
    const connect = [...locked].map((source) =>
      button({
        label: `Connect ${plainWord(source)}`,
        about: 'drift by column',
        primary: true,
        run: () => post({ type: 'connect', plan, source }),
      }),
    );
    const copy = button({
      label: 'Copy as CSV',
      about: 'drift by column',
      run: () => post({ type: 'copy', text: driftToCsv(this.item?.drift.columns ?? []) }),
    });
    return [...connect, ...links, copy];
  }

  /** The strips' place in the heat: all are as wide, one below the other. */
  private area(): { left: number; right: number; top: number; bottom: number } | undefined {
    const strip = this.made.find((row) => !row.strip.hidden)?.strip.getBoundingClientRect();
    const own = this.heat.getBoundingClientRect();
    if (!strip) return undefined;
    return { left: strip.left - own.left, right: strip.right - own.left, top: 0, bottom: own.height };
  }

  private timeAt(x: number): number {
    const { from, to } = this.context.axis.window;
    const { left, right } = this.area() ?? { left: 0, right: 1 };
    return from + ((x - left) / (right - left)) * (to - from);
  }

  private key(event: KeyboardEvent): void {
    const { axis, announce } = this.context;
    if (event.target !== this.heat || takeAxisKey(event, axis) || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const { key } = event;
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      this.active = Math.min(Math.max(this.active + (key === 'ArrowDown' ? 1 : -1), 0), this.made.length - 1);
    }
    const row = this.made[this.active];
    const cells = row?.column?.cells ?? [];
    const at = axis.cursor === undefined ? cells.length : (row?.at(axis.cursor) ?? 0);
    const index =
      key.startsWith('Arrow') && !/Left|Right/.test(key)
        ? Math.min(at, cells.length - 1)
        : stepOf(key, at, cells.length);
    if (!row || index === undefined) return;
    event.preventDefault();
    this.mark(row);
    row.element.scrollIntoView({ block: 'nearest' });
    const cell = cells[index];
    if (cell) axis.point(cell.time, this.heat);
    announce(row.say(index));
  }

  private mark(active: DriftRow | undefined): void {
    for (const row of this.made) row.element.classList.toggle('is-active', row === active);
  }
}

function legend(): HTMLElement {
  const entry = (verdict: string, text: string): HTMLElement =>
    element('li', {}, element('span', { class: `swatch swatch-${verdict}`, 'aria-hidden': 'true' }), new Text(text));
  return element(
    'ul',
    { class: 'legend', 'aria-label': 'Legend' },
    entry('ok', 'low: no drift'),
    entry('warning', 'half: warning'),
    entry('drifted', 'full: drift'),
    entry('unknown', 'outline: not known'),
  );
}

function summaryText({ drifted, judged, columns, share, dataset }: DriftView): string {
  const missing = columns.length - judged;
  const parts = [`${drifted} of ${judged} ${judged === 1 ? 'column drifts' : 'columns drift'}`];
  if (missing > 0) parts.push(`${missing} not judged`);
  if (dataset) parts.push('the whole data set counts as drifted');
  else if (share !== undefined) parts.push(`the data set counts as drifted from ${formatPercent(share)} on`);
  return `${parts.join('; ')}.`;
}

/** One column for each query: they say where all are from. */
function groups(columns: readonly DriftColumnView[]): DriftColumnView[] {
  const found = new Map<string, DriftColumnView>();
  for (const column of columns) {
    const { source, query, outdated } = column;
    const key = JSON.stringify([source, query, outdated]);
    if (!found.has(key)) found.set(key, column);
  }
  return [...found.values()].slice(0, 4);
}

function driftTable(columns: readonly DriftColumnView[]) {
  const cells = columns.flatMap((column) => column.cells.toReversed().map((cell) => ({ column, cell })));
  return {
    label: 'Comparisons by column',
    titles: ['Column', 'Time (UTC)', 'Method', 'Score', 'Verdict'],
    count: cells.length,
    version: JSON.stringify(columns.map(({ column, method, cells: own }) => [column, method, own.length, own.at(-1)])),
    row: (index: number): string[] => {
      const entry = cells[index];
      if (!entry) return [];
      const { column, cell } = entry;
      const method = plainName(column.methodLabel);
      return [
        plainName(column.column),
        formatTime(cell.time),
        method,
        formatNumber(cell.score),
        VERDICT_TEXT[cell.verdict],
      ];
    },
  };
}
