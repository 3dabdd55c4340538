import { LineIndex, type Position } from '../../server/src/core/document/text.ts';

export interface Cursor {
  readonly text: string;
  readonly offset: number;
  readonly position: Position;
  /** The word between the first two marks, when there are two. */
  readonly word: string;
}

/** Takes `|` marks out of `marked` (`‖` where the text itself needs bars) and says where the first one stood. */
export function cursor(marked: string, mark = '|'): Cursor {
  const offset = marked.indexOf(mark);
  if (offset < 0) throw new Error(`No ${mark} in ${JSON.stringify(marked)}`);
  const second = marked.indexOf(mark, offset + mark.length);
  const text = marked.replaceAll(mark, '');
  const word = second < 0 ? '' : marked.slice(offset + mark.length, second);
  return { text, offset, position: new LineIndex(text).position(offset), word };
}
