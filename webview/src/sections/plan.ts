import type { IndicatorView, PlanView } from '../../../server/src/core/panel/contract.ts';
import type { PanelContext } from '../context.ts';
import { element } from '../dom.ts';
import { KeyedList, Slot, type Block } from '../keyed.ts';
import { plain, plainName } from '../words/plain.ts';
import { formatDay } from '../words/time.ts';
import { DriftSection } from './drift.ts';
import { IndicatorBlock, type IndicatorItem } from './indicator.ts';
import { levelMark } from './level.ts';
import { notice } from './notice.ts';
import { FIRST_ROLES, inOrder } from './roles.ts';
import { tiles } from './tiles.ts';

export interface PlanItem {
  readonly plan: PlanView;
  readonly index: number;
  /** Of the view. */
  readonly fetchedAt: number;
  readonly areTables: boolean;
}

/** One plan: its headline, the tiles, and a block for each indicator and for the drift. */
export class PlanSection implements Block<PlanItem> {
  readonly element = element('section', { class: 'plan' });
  private readonly context: PanelContext;
  private readonly head = new Slot(element('div', { class: 'plan-head' }));
  private readonly banner = new Slot(element('div'));
  private readonly notices = new Slot(element('div'));
  private readonly tiles = new Slot(element('ul', { class: 'tiles', 'aria-label': 'Newest values' }));
  private readonly first = element('div', { class: 'grid' });
  private readonly drift = element('div');
  private readonly rest = element('div', { class: 'grid' });
  private readonly firstBlocks: KeyedList<IndicatorItem>;
  private readonly restBlocks: KeyedList<IndicatorItem>;
  private driftSection: DriftSection | undefined;

  constructor(context: PanelContext) {
    this.context = context;
    this.firstBlocks = new KeyedList<IndicatorItem>(this.first, () => new IndicatorBlock(context));
    this.restBlocks = new KeyedList<IndicatorItem>(this.rest, () => new IndicatorBlock(context));
    const slots = [this.head, this.banner, this.notices, this.tiles].map((slot) => slot.element);
    this.element.append(...slots, this.first, this.drift, this.rest);
  }

  show({ plan, index, fetchedAt, areTables }: PlanItem): void {
    const { title, model, version, trainedAt, trainingCode, headline, level, drift, markers = [] } = plan;
    this.head.fill([title, model, version, trainedAt, trainingCode], () => headOf(plan));
    this.banner.fill([headline, level], () => [bannerOf(plan)]);
    this.notices.fill(troubles(plan.indicators), () => troubleNotices(plan.indicators));
    const ordered = inOrder(plan.indicators);
    const made = tiles(plan, ordered, this.context.axis.now);
    this.tiles.fill(
      made.map((tile) => tile.outerHTML),
      () => made,
    );
    this.tiles.element.hidden = made.length === 0;
    const items = ordered.map((indicator) => ({
      indicator,
      plan: index,
      planTitle: title,
      markers,
      fetchedAt,
      areTables,
    }));
    const keyOf = ({ indicator }: IndicatorItem): string => indicator.name;
    const isFirst = ({ indicator: { role } }: IndicatorItem): boolean => FIRST_ROLES.includes(role);
    this.firstBlocks.show(items.filter(isFirst), keyOf);
    this.restBlocks.show(
      items.filter((item) => !isFirst(item)),
      keyOf,
    );
    if (drift && drift.columns.length > 0) {
      this.driftSection ??= new DriftSection(this.context);
      if (!this.driftSection.element.parentElement) this.drift.append(this.driftSection.element);
      this.driftSection.show({ drift, plan: index, fetchedAt, areTables });
    } else {
      this.driftSection?.dispose();
      this.driftSection?.element.remove();
      this.driftSection = undefined;
    }
  }

  dispose(): void {
    this.firstBlocks.dispose();
    this.restBlocks.dispose();
    this.driftSection?.dispose();
  }
}

function headOf({ title, model, version, trainedAt, trainingCode = [] }: PlanView): Node[] {
  const heading = element('h2', {}, element('span', { class: 'isolated', text: plainName(title) }));
  const names = [model === title ? '' : plainName(model), plainName(version ?? '')].filter(Boolean);
  if (names.length > 0) heading.append(element('span', { class: 'role isolated', text: ` ${names.join(' · ')}` }));
  const facts: string[] = [];
  if (trainedAt !== undefined) facts.push(`trained ${formatDay(trainedAt)}`);
  facts.push(...trainingCode.slice(0, 3).map(plainName));
  if (trainingCode.length > 3) facts.push(`and ${trainingCode.length - 3} more`);
  return facts.length > 0 ? [heading, element('p', { class: 'muted isolated', text: facts.join(' · ') })] : [heading];
}

function bannerOf({ headline, level, indicators }: PlanView): HTMLElement {
  if (indicators.length === 0 && headline === '') {
    return notice(
      'The plan has no indicator. Add one under spec.monitoring.indicators, and its history is shown here.',
    );
  }
  const sentence = element(
    'p',
    {},
    levelMark(level),
    element('span', { class: 'isolated', text: ` ${plain(headline)}` }),
  );
  return element('div', { class: `headline edge-${level}` }, sentence);
}

/** Which indicators are not what they should be, by what is the matter. */
function troubles(indicators: readonly IndicatorView[]): [text: string, names: string[]][] {
  const found = new Map<string, string[]>();
  const add = (what: string, { name }: IndicatorView): void =>
    void found.set(what, [...(found.get(what) ?? []), plainName(name)]);
  for (const indicator of indicators) {
    const { series, outdated, stale } = indicator;
    if (series.state === 'failed') add('could not be read', indicator);
    if (series.state === 'unauthorised') add('needs a credential', indicator);
    if (outdated !== undefined) add('shown as read before: the source does not answer', indicator);
    if (stale === true) add('stale: no newer value', indicator);
  }
  return [...found];
}

function troubleNotices(indicators: readonly IndicatorView[]): HTMLElement[] {
  const found = troubles(indicators);
  // Of a single indicator its own block says it.
  if (found.length === 0 || indicators.length === 1) return [];
  const title = `Not everything is up to date.`;
  const items = found.map(([what, names]) => {
    const some = names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
    return element('li', {}, element('span', { class: 'isolated', text: some }), new Text(` – ${what}`));
  });
  return [
    element('div', { class: 'notice notice-partial' }, element('strong', { text: title }), element('ul', {}, ...items)),
  ];
}
