import type { DecayView, HostMessage } from '../../server/src/core/panel/contract.ts';

/** What the page shows. While data are read again, or could not be, the last ones stay in sight. */
export type PageState =
  | { readonly status: 'loading'; readonly view?: DecayView }
  | { readonly status: 'failed'; readonly message: string; readonly view?: DecayView }
  | { readonly status: 'view'; readonly view: DecayView }
  /** The file has no indicator to show. */
  | { readonly status: 'empty'; readonly view: DecayView };

/** What the editor keeps of the page while it is hidden or the window reloads. */
export interface SavedPage {
  /** Of this shape; another version's is not read. */
  readonly version: 1;
  /** URI of the plan's file: by it the host finds the plan again. */
  readonly plan: string;
  readonly page: PageState;
}

export const INITIAL: PageState = { status: 'loading' };

/** The state after `message`; `state` itself for a message that is not known. */
export function reduce(state: PageState, message: HostMessage): PageState {
  const last = state.view && { view: state.view };
  switch (message.type) {
    case 'loading':
      return { status: 'loading', ...last };
    case 'failed':
      return { status: 'failed', message: message.message, ...last };
    case 'view': {
      const { view } = message;
      return { status: view.plans.some(({ indicators }) => indicators.length > 0) ? 'view' : 'empty', view };
    }
    default:
      return state;
  }
}

/** The state to begin with: what was saved for `plan`, else INITIAL. */
export function restore(saved: unknown, plan: string): PageState {
  if (typeof saved !== 'object' || saved === null) return INITIAL;
  const { version, plan: savedPlan, page } = saved as Partial<SavedPage>;
  return version === 1 && savedPlan === plan && page ? page : INITIAL;
}
