import { diff3Merge } from 'node-diff3';

/** A file of ours with what became of it: what was made last, what stands there now, and what is to be made. */
export interface Versions {
  /** As it was made last; undefined: it is not ours. */
  readonly base: string | undefined;
  /** As it is; undefined: nothing is there. */
  readonly mine: string | undefined;
  readonly theirs: string;
}

/**
 * What is to be done with a file. `foreign`: somebody else's, never written. `merged`: edited by hand, and both the edits and
 * what is new go together; `conflict`: they do not.
 */
export type Decision =
  | { readonly kind: 'create' | 'update' | 'merged'; readonly text: string }
  | { readonly kind: 'same' | 'foreign' }
  | { readonly kind: 'conflict'; readonly places: number };

/** Decides by texts alone. A file that was deleted by hand is made again. */
export function decide({ base, mine, theirs }: Versions): Decision {
  if (mine === undefined) return { kind: 'create', text: theirs };
  if (mine === theirs) return { kind: 'same' };
  if (base === undefined) return { kind: 'foreign' };
  if (mine === base) return { kind: 'update', text: theirs };
  if (base === theirs) return { kind: 'same' };
  const regions = diff3Merge(linesOf(mine), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true });
  const conflicts = regions.filter((region) => region.conflict !== undefined).length;
  if (conflicts > 0) return { kind: 'conflict', places: conflicts };
  const text = regions.flatMap((region) => region.ok ?? []).join('');
  return text === mine ? { kind: 'same' } : { kind: 'merged', text };
}

/** Lines with their ends, so that whatever ends them is kept. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
