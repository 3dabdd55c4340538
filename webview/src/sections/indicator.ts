import type { Marker } from '../../../server/src/core/decay/series.ts';
import type { IndicatorView, Point } from '../../../server/src/core/panel/contract.ts';
import { ChartPanel } from '../charts/chart-panel.ts';
import { pictureOf } from '../charts/picture.ts';
import type { PanelContext } from '../context.ts';
import { button } from '../controls.ts';
import { element } from '../dom.ts';
import { Slot, type Block } from '../keyed.ts';
import { toCsv } from '../words/csv.ts';
import { formatNumber } from '../words/format.ts';
import { forecastText } from '../words/forecast.ts';
import { plain, plainName, plainWord, productName } from '../words/plain.ts';
import { formatTime } from '../words/time.ts';
import { readingOf, titleOf, wordsOf } from './indicator-parts.ts';
import { nothing } from './notice.ts';
import { provenance } from './provenance.ts';
import { spansOf } from './spans.ts';
import { FoldedTable } from './table.ts';
import { valuesTable } from './values-table.ts';

/** An indicator, and what it needs to know of its plan. */
export interface IndicatorItem {
  readonly indicator: IndicatorView;
  readonly plan: number;
  readonly planTitle: string;
  readonly markers: readonly Marker[];
  /** Of the view. */
  readonly fetchedAt: number;
  readonly areTables: boolean;
}

/** One indicator: where it stands, its chart and table, its forecast, and where the numbers are from. */
export class IndicatorBlock implements Block<IndicatorItem> {
  readonly element: HTMLElement;
  private readonly context: PanelContext;
  private readonly title = new Slot(element('div', { class: 'title' }));
  private readonly reading = new Slot(element('p', { class: 'reading' }));
  private readonly words = new Slot(element('div', { class: 'words' }));
  private readonly origin = new Slot(element('div'));
  private readonly buttons = new Slot(element('div', { class: 'buttons' }));
  private readonly history = element('div');
  private readonly values = element('div');
  private readonly missing = new Slot(element('div'));
  private table: FoldedTable | undefined;
  private chart: ChartPanel | undefined;
  private item: IndicatorItem | undefined;

  constructor(context: PanelContext) {
    this.context = context;
    this.element = element(
      'section',
      { class: 'indicator' },
      ...[this.title, this.reading, this.missing].map((slot) => slot.element),
      this.history,
      this.words.element,
      this.values,
      ...[this.origin, this.buttons].map((slot) => slot.element),
    );
  }

  show(item: IndicatorItem): void {
    const before = this.item;
    this.item = item;
    const { indicator, fetchedAt } = item;
    const { name, role, series, stale, outdated, level, headroomUsed, burn } = indicator;
    const points = series.state === 'ready' ? series.points : [];
    const newest = points.at(-1);
    const { now } = this.context.axis;
    this.element.setAttribute('aria-label', plainName(name));
    this.element.classList.toggle('is-outdated', outdated !== undefined);
    this.title.fill([name, role, stale, outdated === undefined], () => titleOf(indicator));
    this.reading.fill([newest, level, headroomUsed, indicator.baseline, indicator.unit, stale], () =>
      readingOf(indicator, newest),
    );
    const said = forecastText(indicator, now);
    this.words.fill([said, burn], () => wordsOf(indicator, said));
    const shown =
      series.state === 'ready' ? countText(points.length + (series.pending?.length ?? 0), series.total) : '';
    const { source, sourceType, query, notes } = indicator;
    const read = indicator.fetchedAt ?? fetchedAt;
    this.origin.fill([source, sourceType, query, notes, outdated, shown], () =>
      provenance(indicator, fetchedAt, shown ? [shown] : []),
    );
    // The age alone is no reason to make it all anew.
    this.origin.element.querySelector<HTMLElement>('[data-age]')?.setAttribute('data-age', String(read));
    this.showHistory(item, points, before?.areTables ?? false);
    this.buttons.fill([series.state, indicator.canOpen, sourceType, name, source, points.length > 0], () =>
      this.actions(indicator, points.length > 0),
    );
  }

  dispose(): void {
    this.chart?.dispose();
  }

  private showHistory(item: IndicatorItem, points: readonly Point[], wereTables: boolean): void {
    const { indicator, markers, areTables } = item;
    const { series, name } = indicator;
    const pending = series.state === 'ready' ? (series.pending ?? []) : [];
    const isEmpty = points.length === 0 && pending.length === 0;
    this.missing.fill([series.state, isEmpty, series.state === 'ready' ? '' : series.message], () => {
      if (!isEmpty) return [];
      return [
        series.state === 'ready'
          ? nothing('empty', 'The data source has no value for it.')
          : nothing(series.state, series.message),
      ];
    });
    if (isEmpty) {
      this.chart?.dispose();
      this.chart = this.table = undefined;
      this.history.replaceChildren();
      this.values.replaceChildren();
      return;
    }
    const content = {
      indicator,
      points,
      pending,
      markers,
      spans: spansOf(indicator, item.fetchedAt, this.context.axis.now),
    };
    if (this.chart && this.table) this.chart.show(content);
    else {
      this.chart = new ChartPanel(this.context, content);
      this.table = new FoldedTable(plainName(name));
      this.history.replaceChildren(this.chart.element);
      this.values.replaceChildren(this.table.element);
      wereTables = false;
    }
    this.table.show(valuesTable(indicator), 'value');
    if (areTables !== wereTables) this.table.open(areTables);
  }

  private actions({ name, source, sourceType, series, canOpen }: IndicatorView, hasValues: boolean): HTMLElement[] {
    const about = plainName(name);
    const plan = this.item?.plan ?? 0;
    const { post } = this.context;
    const made: HTMLElement[] = [];
    if (series.state === 'unauthorised') {
      const label = `Connect ${plainWord(source)}`;
      made.push(button({ label, about, primary: true, run: () => post({ type: 'connect', plan, source }) }));
    }
    made.push(button({ label: 'Show in plan', about, run: () => post({ type: 'reveal', plan, indicator: name }) }));
    if (canOpen === true) {
      const label = `Open in ${productName(sourceType ?? source)}`;
      made.push(button({ label, about, run: () => post({ type: 'open', plan, indicator: name }) }));
    }
    if (hasValues) {
      made.push(button({ label: 'Copy as CSV', about, run: () => this.copy() }));
      made.push(button({ label: 'Save as PNG', about, run: () => this.save() }));
    }
    return made;
  }

  private copy(): void {
    if (this.item) this.context.post({ type: 'copy', text: toCsv(this.item.indicator) });
  }

  private save(): void {
    if (!this.chart || !this.item) return;
    const { indicator, planTitle, fetchedAt } = this.item;
    const { name, source, query } = indicator;
    const origin = `${plainName(source)} · ${plain(query, 200)} · read ${formatTime(indicator.fetchedAt ?? fetchedAt)} UTC`;
    const lines = [`${plainName(name)} · ${plainName(planTitle)}`, origin];
    const png = pictureOf(this.chart.drawn(), lines, this.context.palette());
    if (png) this.context.post({ type: 'picture', name: fileName(`${planTitle}-${name}`), png });
    else this.context.announce('The picture could not be made.');
  }
}

/** Of letters and digits that every file system takes. */
function fileName(text: string): string {
  const safe = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${safe.slice(0, 80) || 'chart'}.png`;
}

function countText(shown: number, total: number | undefined): string {
  return total !== undefined && total > shown ? `${formatNumber(shown)} of ${formatNumber(total)} values drawn` : '';
}
