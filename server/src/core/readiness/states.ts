import type { CheckState, CheckView } from './view.ts';

type Of<K extends keyof CheckView> = Pick<CheckView, K>;

const MET: ReadonlySet<CheckState> = new Set(['declared', 'evidenced', 'live', 'last-seen']);

/** By whatever proof. */
export const isMet = ({ state }: Of<'state'>): boolean => MET.has(state);

/** A running system shows it, or did when it could be asked last. */
export const isSeen = ({ state }: Of<'state'>): boolean => state === 'live' || state === 'last-seen';

/** Nothing answers, or something stands against it. */
export const needsAttention = ({ state }: Of<'state'>): boolean =>
  state === 'open' || state === 'failing' || state === 'expired';

/** Something stands against it, or nothing answers what a plan cannot go without. */
export const isUrgent = (check: Of<'state' | 'required'>): boolean =>
  needsAttention(check) && (check.required || check.state !== 'open');

/** What can be no more than declared is met by that. */
export const isWholeAsDeclared = ({ state, reach }: Of<'state' | 'reach'>): boolean =>
  state === 'declared' && reach === 'declared';
