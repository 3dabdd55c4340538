import type { MapNode, Node, Pair, SeqNode } from '../../core/document/node.ts';
import type { Span } from '../../core/document/text.ts';
import { commentsIn } from '../scan.ts';
import type { Change } from './change.ts';
import { colonEnd, contentEnd, lineBreakOf, lineEndOf, lineStartOf, nextLineOf, pairEnd } from './layout.ts';

/** Takes an entry out of a mapping. Comments beside and inside it stay, on lines of their own. */
export function removePair(text: string, map: MapNode, pair: Pair): Change[] | undefined {
  const span = { start: pair.key.start, end: pairEnd(text, pair) };
  const index = map.pairs.indexOf(pair);
  if (map.flow)
    return removeFromFlow(
      text,
      span,
      map.pairs.map(({ key }) => key.start),
      index,
    );
  if (map.pairs.length === 1) return [{ ...span, text: '{}' }];
  return removeLines(text, span, map.pairs[index + 1]?.key.start);
}

/** Takes an item out of a list. Comments beside and inside it stay, on lines of their own. */
export function removeItem(text: string, list: SeqNode, item: Node, pair: Pair | undefined): Change[] | undefined {
  const index = list.items.indexOf(item);
  const end = contentEnd(text, item);
  if (list.flow)
    return removeFromFlow(
      text,
      { start: item.start, end },
      list.items.map(({ start }) => start),
      index,
    );
  const lineStart = lineStartOf(text, item.start);
  const dash = /^([ \t]*)-[ \t]+(?:[&!]\S*[ \t]+)*$/.exec(text.slice(lineStart, item.start));
  if (!dash) return undefined;
  const span = { start: lineStart + (dash[1] ?? '').length, end };
  if (list.items.length > 1) return removeLines(text, span, undefined);
  const colon = pair && colonEnd(text, pair);
  const joins = colon !== undefined && /^\s*$/.test(text.slice(colon, span.start));
  return commentsIn(text.slice(span.start, span.end)).length > 0
    ? undefined
    : [joins ? { start: colon, end: span.end, text: ' []' } : { ...span, text: '[]' }];
}

/** Takes one element and the comma that belonged to it out of `{…}` or `[…]`. */
function removeFromFlow(text: string, span: Span, starts: readonly number[], index: number): Change[] | undefined {
  if (commentsIn(text.slice(span.start, span.end)).length > 0) return undefined;
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(span.end));
  if (after && index < starts.length - 1) return [{ start: span.start, end: span.end + after[0].length, text: '' }];
  const before = /,[ \t]*$/.exec(text.slice(0, span.start));
  if (before) return [{ start: span.start - before[0].length, end: span.end, text: '' }];
  return [{ ...span, text: '' }];
}

/** Takes out the lines of a block entry; `next` is where the next entry begins when both start on one line's dash. */
function removeLines(text: string, span: Span, next: number | undefined): Change[] | undefined {
  const eol = lineBreakOf(text);
  const lineStart = lineStartOf(text, span.start);
  const lead = text.slice(lineStart, span.start);
  const isWholeLine = lead.trim() === '';
  const endsAtLineStart = span.end > 0 && (text[span.end - 1] === '\n' || text[span.end - 1] === '\r');
  const lastLineEnd = endsAtLineStart ? span.end : lineEndOf(text, span.end);
  if (isWholeLine) {
    const kept = commentsIn(text.slice(span.start, lastLineEnd)).map((comment) => lead + comment + eol);
    const end = endsAtLineStart ? span.end : nextLineOf(text, span.end);
    return [{ start: lineStart, end, text: kept.join('') }];
  }
  if (next === undefined || !/^[ \t]*(?:-[ \t]+)+$/.test(lead)) return undefined;
  const indent = /^[ \t]*/.exec(lead)?.[0] ?? '';
  const kept = commentsIn(text.slice(span.start, next)).map((comment) => indent + comment + eol);
  const change = { start: span.start, end: next, text: '' };
  return kept.length > 0 ? [{ start: lineStart, end: lineStart, text: kept.join('') }, change] : [change];
}
