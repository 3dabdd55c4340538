import type { DecayView, PageMessage, PlanView } from '../../server/src/core/panel/contract.ts';
import { lineChart, type ChartHandle } from './charts/line-chart.ts';
import { button } from './controls.ts';
import { toCsv } from './csv.ts';
import { element } from './dom.ts';
import { formatLocalTime } from './format.ts';
import { readPlace, takePlace } from './place.ts';
import { headline } from './sections/headline.ts';
import { indicatorSection } from './sections/indicator.ts';
import type { PageState } from './state.ts';
import { readPalette } from './theme.ts';

/** The page's elements. The toolbar stays while the content changes, so that the focus on it does too. */
export class Page {
  private readonly post: (message: PageMessage) => void;
  private readonly file = element('p', { class: 'muted' });
  private readonly status = element('p', { class: 'status muted', role: 'status' });
  private readonly failure = element('div', { class: 'failure', role: 'alert' });
  private readonly content = element('div', { class: 'content' });
  private readonly charts: ChartHandle[] = [];
  private shown: DecayView | undefined;

  constructor(root: HTMLElement, post: (message: PageMessage) => void) {
    this.post = post;
    const refresh = button({ label: 'Refresh', primary: true, run: () => post({ type: 'refresh' }) });
    const names = element('div', { class: 'names' }, element('h1', { text: 'Model Decay' }), this.file);
    root.replaceChildren(
      element('header', { class: 'toolbar' }, names, this.status, refresh),
      this.failure,
      this.content,
    );
  }

  show(state: PageState): void {
    const { view } = state;
    this.status.textContent = statusText(state);
    this.failure.replaceChildren(...(state.status === 'failed' ? [failureText(state.message, view)] : []));
    this.content.setAttribute('aria-busy', String(state.status === 'loading'));
    if (view && view !== this.shown) this.rebuild(view);
  }

  recolour(): void {
    const palette = readPalette();
    for (const chart of this.charts) chart.recolour(palette);
  }

  private rebuild(view: DecayView): void {
    for (const chart of this.charts.splice(0)) chart.destroy();
    this.shown = view;
    this.file.textContent = view.file;
    const place = readPlace(this.content);
    this.content.replaceChildren(...view.plans.map((plan, index) => this.plan(plan, index)));
    if (view.plans.length === 0) this.content.append(notice('The file has no production plan.'));
    takePlace(this.content, place);
  }

  private plan(plan: PlanView, index: number): HTMLElement {
    const title = element('h2', { text: plan.title });
    if (plan.model !== plan.title) title.append(element('span', { class: 'role', text: ` ${plan.model}` }));
    const sections = plan.indicators.map((indicator) => {
      const { name } = indicator;
      const section = indicatorSection(indicator, {
        reveal: () => this.post({ type: 'reveal', plan: index, indicator: name }),
        copy: (points) => this.post({ type: 'copy', text: toCsv(points) }),
        chart: (canvas, points) => {
          // A chart measures its place, which it has once the section is on the page.
          queueMicrotask(() => {
            if (canvas.isConnected) this.charts.push(lineChart(canvas, indicator, points, readPalette()));
          });
        },
      });
      section.dataset['place'] = JSON.stringify([index, name]);
      return section;
    });
    const none = notice('The plan has no indicator. Add one under spec, and its history is shown here.');
    return element('section', { class: 'plan' }, title, headline(plan), ...(sections.length > 0 ? sections : [none]));
  }
}

function statusText({ status, view }: PageState): string {
  if (status === 'loading') return view ? 'Reading the recorded history again …' : 'Reading the recorded history …';
  return view ? `As of ${formatLocalTime(view.fetchedAt)}` : '';
}

function failureText(message: string, view: DecayView | undefined): HTMLElement {
  const title = view ? 'Could not be refreshed; below is what was read before.' : 'Nothing can be shown.';
  return element('p', { class: 'notice notice-failed' }, element('strong', { text: title }), new Text(` ${message}`));
}

function notice(text: string): HTMLElement {
  return element('p', { class: 'notice', text });
}
