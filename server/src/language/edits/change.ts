import type { Span } from '../../core/document/text.ts';

/** Replaces a span of a file's text (UTF-16 offsets); empty for an insertion. */
export interface Change extends Span {
  readonly text: string;
}

/** `text` with all `changes` made at once; they must not overlap. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  return inOrder(changes)
    .reverse()
    .reduce((result, change) => result.slice(0, change.start) + change.text + result.slice(change.end), text);
}

const inOrder = (changes: readonly Change[]): Change[] =>
  [...changes].sort((a, b) => a.start - b.start || a.end - b.end);

/** Whether two changes touch the same text or the same place, so that only one of them can be made. */
export function overlap(one: readonly Change[], other: readonly Change[]): boolean {
  return one.some((a) => other.some((b) => a.start <= b.end && b.start <= a.end));
}

/** The one change that makes `after` of `before`, whole lines where it can be. */
export function difference(before: string, after: string): Change[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return [{ start, end: before.length - same, text: after.slice(start, after.length - same) }];
}
