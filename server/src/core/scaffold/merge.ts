import { diff3Merge } from 'node-diff3';

/** A file of ours with what became of it: what was made last, what stands there now, and what is to be made. */
export interface Versions {
  /** As it was made last; undefined: it is not ours. */
  readonly base: string | undefined;
  /** As it is; undefined: nothing is there. */
  readonly mine: string | undefined;
  /** Undefined: the plan does not make it any more. */
  readonly theirs: string | undefined;
}

/**
 * What is to be done with a file. `foreign`: somebody else's, never written. `merged`: edited by hand, and both the edits and
 * what is new go together; `conflict`: they do not, and `text` has what is new where they part. `obsolete`: ours, and not made
 * any more; `isEdited` tells whether something by hand would go with it.
 */
export type Decision =
  | { readonly kind: 'create' | 'update' | 'merged'; readonly text: string }
  | { readonly kind: 'same' | 'foreign' }
  | { readonly kind: 'obsolete'; readonly isEdited: boolean }
  | { readonly kind: 'conflict'; readonly places: number; readonly text: string };

/** Decides by texts alone; lines end as they do in the file. A file that was deleted by hand is made again. */
export function decide({ base: made, mine, theirs: wanted }: Versions): Decision {
  const ended = (text: string): string => (mine?.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text);
  const base = made === undefined ? undefined : ended(made);
  if (wanted === undefined)
    return mine === undefined || base === undefined ? { kind: 'same' } : { kind: 'obsolete', isEdited: mine !== base };
  const theirs = ended(wanted);
  if (mine === undefined) return { kind: 'create', text: theirs };
  if (mine === theirs) return { kind: 'same' };
  if (base === undefined) return { kind: 'foreign' };
  if (mine === base) return { kind: 'update', text: theirs };
  if (base === theirs) return { kind: 'same' };
  const regions = diff3Merge(linesOf(mine), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true });
  const conflicts = regions.filter((region) => region.conflict !== undefined).length;
  const text = regions.flatMap((region) => region.ok ?? region.conflict?.b ?? []).join('');
  if (conflicts > 0) return { kind: 'conflict', places: conflicts, text };
  return text === mine ? { kind: 'same' } : { kind: 'merged', text };
}

/** Lines with their ends, so that whatever ends them is kept. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
