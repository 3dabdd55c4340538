import type { Node, Pair } from '../core/document/node.ts';
import type { Span } from '../core/document/text.ts';

/**
 * The text a node truly covers. A block collection as parsed reaches to the next token, over line breaks and comments
 * that belong to what follows; folding and selecting must end with its last value.
 */
export function tidySpan(text: string, node: Node): Span {
  return trimmed(text, node.start, lastOffset(node));
}

/** From an entry's key to the end of its value. */
export function entrySpan(text: string, pair: Pair): Span {
  const end = Math.max(pair.key.end, lastOffset(pair.value));
  return trimmed(text, pair.key.start, end);
}

function lastOffset(node: Node): number {
  if (node.kind === 'map' && !node.flow) {
    const last = node.pairs.at(-1);
    return last ? Math.max(last.key.end, lastOffset(last.value)) : node.end;
  }
  if (node.kind === 'seq' && !node.flow) {
    const last = node.items.at(-1);
    return last ? lastOffset(last) : node.end;
  }
  return node.end;
}

function trimmed(text: string, start: number, end: number): Span {
  let last = Math.min(end, text.length);
  while (last > start && /\s/.test(text[last - 1] ?? '')) last--;
  return { start, end: Math.max(start, last) };
}
