import type { Position, Range } from '../../../server/src/core/document/text.ts';
import type { Extent } from './sites.ts';

/** A piece of text put in place of an extent of the base plan. */
export interface Edit extends Extent {
  readonly text: string;
}

export const applyEdit = (text: string, edit: Edit): string =>
  text.slice(0, edit.start) + edit.text + text.slice(edit.end);

/** Where a place of the base plan, before or behind the edit, is after it. */
export function moved(extent: Extent, edit: Edit): Extent {
  const shift = edit.text.length - (edit.end - edit.start);
  return extent.start >= edit.end ? { start: extent.start + shift, end: extent.end + shift } : extent;
}

export function rangeOf(text: string, { start, end }: Extent): Range {
  return { start: positionOf(text, start), end: positionOf(text, end) };
}

function positionOf(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
