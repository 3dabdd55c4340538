import type { Provenance } from '../panel/contract.ts';
import type { Answer } from './answers.ts';
import { present } from './plan-indicators.ts';

const MAX_NOTES = 6;
const MAX_NOTE = 300;

/** Where a number is from, when it was read, and what to know of it. */
export function provenance(
  {
    source,
    answer,
  }: {
    readonly source?: { readonly type: string };
    readonly answer?: Answer<{ readonly notes: readonly string[] }>;
  },
  canOpen: boolean,
  more: readonly string[] = [],
): Provenance {
  const notes = [...more, ...(answer?.result?.notes ?? [])];
  return present({
    sourceType: source?.type,
    fetchedAt: answer?.fetchedAt,
    outdated: answer?.result && answer.failure ? answer.failure.message.slice(0, MAX_NOTE) : undefined,
    canOpen: canOpen || undefined,
    notes: notes.length > 0 ? notes.slice(0, MAX_NOTES).map((note) => note.slice(0, MAX_NOTE)) : undefined,
  });
}
