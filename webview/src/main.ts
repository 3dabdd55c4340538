import type { HostMessage } from '../../server/src/core/panel/contract.ts';
import { registerCharts } from './charts/line-chart.ts';
import { registerControls } from './controls.ts';
import { Page } from './page.ts';
import { cancel, reduce, restore, type PageState } from './state.ts';
import { onThemeChange } from './theme.ts';
import './vscode-api.ts';

/** What is kept for a reload is written at most so often: a view is large, and may come every second. */
const SAVE_EVERY_MS = 5_000;
const TICK_MS = 1_000;

const root = document.getElementById('page');
if (!root) throw new Error('The page has no #page to be shown in.');
const api = acquireVsCodeApi();
const plan = root.dataset['plan'] ?? '';

registerControls();
registerCharts();
let { page: state, choices } = restore(api.getState(), plan);

let savedAt = -Infinity;
let saving: ReturnType<typeof setTimeout> | undefined;
function save(): void {
  clearTimeout(saving);
  saving = undefined;
  savedAt = performance.now();
  api.setState({ version: 2, plan, page: state, choices });
}
function saveSoon(): void {
  const wait = savedAt + SAVE_EVERY_MS - performance.now();
  if (wait <= 0) save();
  else saving ??= setTimeout(save, wait);
}

const page = new Page(root, {
  post: (message) => api.postMessage(message),
  choices,
  chosen: (next) => {
    choices = next;
    save();
  },
  cancel: () => take(cancel(state)),
});
function take(next: PageState): void {
  if (next === state) return;
  const isFirst = !state.view;
  state = next;
  if (isFirst) save();
  else saveSoon();
  page.show(state);
}
page.show(state);

window.addEventListener('message', ({ data }: MessageEvent<HostMessage | null | undefined>) => {
  // Others may post here too: the editor's own tools, and extensions of the browser.
  if (typeof data === 'object' && data !== null) take(reduce(state, data));
});
window.addEventListener('pagehide', save);
onThemeChange(() => page.recolour());
setInterval(() => {
  if (!document.hidden) page.tick(Date.now());
}, TICK_MS);
save();
// The range first: the host then reads what is shown, not all and then that.
if (choices.range !== undefined) api.postMessage({ type: 'range', range: choices.range });
api.postMessage({ type: 'ready' });
