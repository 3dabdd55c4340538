import type { DecayView, PageMessage, RangeChoice } from '../../server/src/core/panel/contract.ts';
import { Announcer } from './announcer.ts';
import { PaintQueue } from './charts/paint-queue.ts';
import type { PanelContext } from './context.ts';
import { element } from './dom.ts';
import { KeyedList, Slot } from './keyed.ts';
import { notice } from './sections/notice.ts';
import { PlanSection, type PlanItem } from './sections/plan.ts';
import { tickAges } from './sections/provenance.ts';
import type { Choices, PageState } from './state.ts';
import { readPalette } from './theme.ts';
import { TimeAxis } from './time-axis.ts';
import { isZoom } from './time-window.ts';
import { Toolbar } from './toolbar.ts';
import { plain } from './words/plain.ts';
import { formatDay, formatLocalTime } from './words/time.ts';

/** While somebody zooms, the host is not asked with every step. */
const ZOOM_PAUSE_MS = 300;
const CHART_KEYS =
  'Left and Right move from value to value, Home and End to the first and last. Plus and Minus zoom, Shift with Left or Right pans, 0 shows the whole again.';
const HEAT_KEYS = `Up and Down move from column to column. ${CHART_KEYS}`;

export interface PageOptions {
  readonly post: (message: PageMessage) => void;
  readonly choices: Choices;
  /** The reader chose something that is to be remembered. */
  readonly chosen: (choices: Choices) => void;
  readonly cancel: () => void;
}

/** The page's elements. All of them stay while what they show changes, so that the focus and the reader's place do too. */
export class Page {
  private readonly options: PageOptions;
  private readonly root: HTMLElement;
  private readonly announcer = new Announcer();
  private readonly axis = new TimeAxis((choice) => this.choose(choice));
  private readonly toolbar: Toolbar;
  private readonly failure = new Slot(element('div', { class: 'failure', role: 'alert' }));
  private readonly look = new Slot(element('div'));
  private readonly content = element('div', { class: 'content' });
  private readonly nothing = new Slot(element('div'));
  private readonly plans: KeyedList<PlanItem>;
  private palette = readPalette();
  private choices: Choices;
  private state: PageState = { status: 'loading' };
  private shown: DecayView | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isAsked = false;

  constructor(root: HTMLElement, options: PageOptions) {
    this.options = options;
    this.root = root;
    this.choices = options.choices;
    const { post } = options;
    const context: PanelContext = {
      axis: this.axis,
      queue: new PaintQueue(),
      post,
      announce: this.announcer.say,
      palette: () => this.palette,
    };
    this.toolbar = new Toolbar({
      choose: (range) => this.axis.choose(range),
      resetZoom: () => this.axis.reset(),
      showTables: (areTables) => this.showTables(areTables),
      refresh: () => {
        this.isAsked = true;
        post({ type: 'refresh' });
      },
      cancel: () => {
        post({ type: 'cancel' });
        options.cancel();
        this.announcer.say('Reading was given up.');
      },
    });
    const plans = element('div');
    this.plans = new KeyedList<PlanItem>(plans, () => new PlanSection(context));
    this.content.append(this.nothing.element, plans);
    root.replaceChildren(
      this.toolbar.element,
      this.announcer.element,
      this.failure.element,
      this.look.element,
      this.content,
      element('p', { id: 'chart-keys', hidden: '', text: CHART_KEYS }),
      element('p', { id: 'heat-keys', hidden: '', text: HEAT_KEYS }),
    );
  }

  show(state: PageState): void {
    const before = this.state;
    this.state = state;
    const { view } = state;
    if (view && view !== this.shown) this.axis.take(view, this.choices.range ?? view.range ?? 'all');
    this.toolbar.show(state, this.axis.choice, this.choices.areTables);
    const message = state.status === 'failed' ? state.message : undefined;
    this.failure.fill([message, view !== undefined], () => (message === undefined ? [] : [failureText(message, view)]));
    this.content.setAttribute('aria-busy', String(state.status === 'loading'));
    this.nothing.fill([state.status, view?.plans.length], () => emptiness(state));
    this.look.fill(view?.asOf, () => (view?.asOf === undefined ? [] : [lookBack(view.asOf)]));
    if (view && view !== this.shown) this.showPlans(view);
    this.say(before);
  }

  recolour(): void {
    this.palette = readPalette();
    if (this.shown) this.showPlans(this.shown);
  }

  /** Keeps the ages on the page true. */
  tick(now: number): void {
    tickAges(this.root, now);
  }

  private showPlans(view: DecayView): void {
    this.shown = view;
    const { areTables } = this.choices;
    this.content.classList.toggle('are-tables', areTables);
    const items = view.plans.map((plan, index) => ({ plan, index, fetchedAt: view.fetchedAt, areTables }));
    this.plans.show(items, ({ index }) => String(index));
  }

  private showTables(areTables: boolean): void {
    this.remember({ ...this.choices, areTables });
    if (this.shown) this.showPlans(this.shown);
    this.toolbar.show(this.state, this.axis.choice, areTables);
  }

  /** A choice of the reader: shown at once, and told to the host, which may have more to show of it. */
  private choose(range: RangeChoice): void {
    this.remember({ ...this.choices, range });
    this.toolbar.show(this.state, range, this.choices.areTables);
    clearTimeout(this.timer);
    const tell = (): void => this.options.post({ type: 'range', range });
    if (!isZoom(range)) {
      tell();
      return;
    }
    this.timer = setTimeout(() => {
      tell();
      this.announcer.say(`Shown from ${formatDay(range.from)} to ${formatDay(range.to)}`);
    }, ZOOM_PAUSE_MS);
  }

  private remember(choices: Choices): void {
    this.choices = choices;
    this.options.chosen(choices);
  }

  /** Aloud only what a listener has asked for, or has to know: not each of the refreshes that go on by themselves. */
  private say(before: PageState): void {
    const { status, view } = this.state;
    if (status === 'loading') {
      if (!view) this.announcer.say('Reading the recorded history.');
      return;
    }
    if (status !== 'view') return;
    const headlines = headlinesOf(view);
    if (headlines !== headlinesOf(before.view)) this.announcer.say(headlines);
    else if (this.isAsked) this.announcer.say(`Up to date, as of ${formatLocalTime(view.fetchedAt)}.`);
    this.isAsked = false;
  }
}

const headlinesOf = (view: DecayView | undefined): string =>
  (view?.plans ?? []).map(({ headline }) => plain(headline)).join(' ');

function failureText(message: string, view: DecayView | undefined): HTMLElement {
  const title = view ? 'Could not be refreshed; below is what was read before.' : 'Nothing can be shown.';
  const text = new Text(` ${plain(message, 2_000)}`);
  return element('p', { class: 'notice notice-failed' }, element('strong', { text: title }), text);
}

function lookBack(time: number): HTMLElement {
  return notice(`This is how the model stood on ${formatLocalTime(time)}, not how it stands now.`);
}

/** What fills the page while there is no plan to show. */
function emptiness({ status, view }: PageState): HTMLElement[] {
  if (view) return view.plans.length > 0 ? [] : [notice('The file has no production plan.')];
  if (status === 'loading') return [skeleton()];
  if (status === 'cancelled') return [notice('Reading was given up. Refresh to read the recorded history.')];
  return [];
}

/** The outline of what is to come. */
function skeleton(): HTMLElement {
  const part = (name: string): HTMLElement => element('div', { class: `bone ${name}` });
  const tiles = element('div', { class: 'tiles' }, ...Array.from({ length: 4 }, () => part('bone-tile')));
  const parts = [part('bone-banner'), tiles, part('bone-chart'), part('bone-chart')];
  return element('div', { class: 'skeleton', 'aria-hidden': 'true' }, ...parts);
}
