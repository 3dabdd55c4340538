import type { RangeChoice } from '../../server/src/core/panel/contract.ts';
import { button, segments } from './controls.ts';
import { element } from './dom.ts';
import { age } from './sections/provenance.ts';
import type { PageState } from './state.ts';
import { isZoom } from './time-window.ts';
import { formatNumber } from './words/format.ts';
import { plain } from './words/plain.ts';
import { formatLocalTime } from './words/time.ts';

type Preset = Exclude<RangeChoice, object>;
const PRESETS: readonly (readonly [Preset, string, string])[] = [
  [30, '30 d', '30 days'],
  [90, '90 d', '90 days'],
  [365, '1 y', '1 year'],
  ['all', 'All', 'All history'],
];

export interface ToolbarActions {
  readonly choose: (range: Preset) => void;
  readonly resetZoom: () => void;
  readonly showTables: (areTables: boolean) => void;
  readonly refresh: () => void;
  readonly cancel: () => void;
}

/** What stays on top: title, range, charts or tables, how old the data are, and the progress of reading them again. */
export class Toolbar {
  readonly element: HTMLElement;
  private readonly file = element('p', { class: 'muted isolated' });
  private readonly status = element('p', { class: 'status muted' });
  private readonly bar = element('div', { class: 'bar' });
  private readonly progress = element(
    'div',
    { class: 'progress', role: 'progressbar', 'aria-label': 'Reading data' },
    this.bar,
  );
  private readonly cancelButton: HTMLElement;
  private readonly refreshButton: HTMLElement;
  private readonly resetButton: HTMLElement;
  private readonly ranges;
  private readonly modes;
  private told = '';

  constructor(actions: ToolbarActions) {
    this.ranges = segments('Range', PRESETS, actions.choose);
    this.modes = segments<boolean>(
      'Show',
      [
        [false, 'Charts'],
        [true, 'Tables'],
      ],
      actions.showTables,
    );
    this.refreshButton = button({ label: 'Refresh', primary: true, run: actions.refresh });
    this.cancelButton = button({ label: 'Cancel', about: 'reading', run: actions.cancel });
    this.resetButton = button({
      label: 'Reset zoom',
      run: () => {
        this.ranges.element.querySelector('button')?.focus();
        actions.resetZoom();
      },
    });
    this.resetButton.hidden = true;
    this.cancelButton.classList.add('cancel');
    const names = element('div', { class: 'names' }, element('h1', { text: 'Model Decay' }), this.file);
    const views = element('div', { class: 'controls' }, this.ranges.element, this.resetButton, this.modes.element);
    const reading = element('div', { class: 'controls' }, this.cancelButton, this.status, this.refreshButton);
    this.element = element('header', { class: 'toolbar' }, names, views, reading, this.progress);
  }

  show(state: PageState, choice: RangeChoice, areTables: boolean): void {
    const { view } = state;
    this.file.textContent = view ? plain(view.file, 200) : '';
    this.ranges.choose(isZoom(choice) ? undefined : choice);
    this.resetButton.hidden = !isZoom(choice);
    this.modes.choose(areTables);
    const key = JSON.stringify([state.status, view?.fetchedAt]);
    if (key !== this.told) {
      this.told = key;
      this.status.replaceChildren(...statusOf(state));
    }
    this.showProgress(state);
  }

  private showProgress(state: PageState): void {
    const isLoading = state.status === 'loading';
    const hadFocus = this.cancelButton.contains(document.activeElement);
    this.element.classList.toggle('is-idle', !isLoading);
    // A quick refresh is over before anybody could read that it has begun.
    this.element.classList.toggle('is-patient', isLoading && state.view !== undefined);
    if (!isLoading) {
      if (hadFocus) this.refreshButton.focus();
      return;
    }
    const { progress } = state;
    this.progress.classList.toggle('is-indeterminate', !progress);
    if (progress) {
      const { done, total } = progress;
      this.progress.setAttribute('aria-valuemax', String(total));
      this.progress.setAttribute('aria-valuenow', String(done));
      this.progress.setAttribute('aria-valuetext', `${formatNumber(done)} of ${formatNumber(total)} requests answered`);
      this.bar.style.width = `${Math.min(1, done / Math.max(1, total)) * 100}%`;
    } else {
      for (const name of ['max', 'now', 'text']) this.progress.removeAttribute(`aria-value${name}`);
      this.bar.style.width = '';
    }
  }
}

function statusOf({ status, view }: PageState): (Node | string)[] {
  if (!view) return status === 'loading' ? ['Reading the recorded history …'] : [];
  const read = element('span', { class: 'when' }, new Text('Read '), age(view.fetchedAt));
  const exact = element('span', { class: 'read-aloud', text: `, as of ${formatLocalTime(view.fetchedAt)}` });
  return [read, exact];
}
