import type { HostMessage } from '../../server/src/core/panel/contract.ts';
import { registerCharts } from './charts/line-chart.ts';
import { registerControls } from './controls.ts';
import { Page } from './page.ts';
import { reduce, restore } from './state.ts';
import { onThemeChange } from './theme.ts';
import './vscode-api.ts';

const root = document.getElementById('page');
if (!root) throw new Error('The page has no #page to be shown in.');
const api = acquireVsCodeApi();
const plan = root.dataset['plan'] ?? '';

registerControls();
registerCharts();
const page = new Page(root, (message) => api.postMessage(message));
let state = restore(api.getState(), plan);
page.show(state);

window.addEventListener('message', ({ data }: MessageEvent<HostMessage | undefined>) => {
  // Others may post here too: the editor's own tools, and extensions of the browser.
  if (typeof data !== 'object') return;
  const next = reduce(state, data);
  if (next === state) return;
  state = next;
  api.setState({ version: 1, plan, page: state });
  page.show(state);
});
onThemeChange(() => page.recolour());
api.setState({ version: 1, plan, page: state });
api.postMessage({ type: 'ready' });
