import type { DecayView, HostMessage, RangeChoice } from '../../server/src/core/panel/contract.ts';

type Progress = Extract<HostMessage, { type: 'loading' }>['progress'];

/** What the page shows. While data are read again, or could not be, the last ones stay in sight. */
export type PageState =
  | { readonly status: 'loading'; readonly progress?: NonNullable<Progress>; readonly view?: DecayView }
  | { readonly status: 'failed'; readonly message: string; readonly view?: DecayView }
  /** The reader gave up waiting. */
  | { readonly status: 'cancelled'; readonly view?: DecayView }
  | { readonly status: 'view'; readonly view: DecayView }
  /** The file has nothing to show. */
  | { readonly status: 'empty'; readonly view: DecayView };

/** What the reader has chosen for this plan. */
export interface Choices {
  /** What the host shows, where it is missing. */
  readonly range?: RangeChoice;
  readonly areTables: boolean;
}

/** What the editor keeps of the page while it is hidden or the window reloads. */
export interface SavedPage {
  /** Of this shape; another version's is not read. */
  readonly version: 2;
  /** URI of the plan's file: by it the host finds the plan again. */
  readonly plan: string;
  readonly page: PageState;
  readonly choices: Choices;
}

export const INITIAL: Pick<SavedPage, 'page' | 'choices'> = {
  page: { status: 'loading' },
  choices: { areTables: false },
};

/** The state after `message`; `state` itself for a message that is not known. */
export function reduce(state: PageState, message: HostMessage): PageState {
  const last = state.view && { view: state.view };
  switch (message.type) {
    case 'loading':
      return { status: 'loading', ...(message.progress && { progress: message.progress }), ...last };
    case 'failed':
      return { status: 'failed', message: message.message, ...last };
    case 'view': {
      const { view } = message;
      const isEmpty = view.plans.every(({ indicators, drift }) => indicators.length === 0 && !drift?.columns.length);
      return { status: isEmpty ? 'empty' : 'view', view };
    }
    default:
      return state;
  }
}

/** The state once the reader has given up waiting. */
export function cancel(state: PageState): PageState {
  return state.status === 'loading' ? { status: 'cancelled', ...(state.view && { view: state.view }) } : state;
}

/** The state to begin with: what was saved for `plan`, else INITIAL. */
export function restore(saved: unknown, plan: string): Pick<SavedPage, 'page' | 'choices'> {
  if (typeof saved !== 'object' || saved === null) return INITIAL;
  const { version, plan: savedPlan, page, choices } = saved as Partial<SavedPage>;
  return version === 2 && savedPlan === plan && page && choices ? { page, choices } : INITIAL;
}
