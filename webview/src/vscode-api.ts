import type { PageMessage } from '../../server/src/core/panel/contract.ts';
import type { SavedPage } from './state.ts';

/** What the editor gives a page, once. */
export interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: SavedPage): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
}
