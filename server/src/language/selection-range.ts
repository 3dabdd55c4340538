import type { SelectionRange } from 'vscode-languageserver-types';
import type { CheckedFile } from '../core/document/checked-file.ts';
import type { Node, Pair } from '../core/document/node.ts';
import type { Span } from '../core/document/text.ts';
import { documentAt } from './place.ts';
import { entrySpan, tidySpan } from './span.ts';

/** What "expand selection" takes step by step from `offset`: word, value, entry, list, section, document, file. */
export function selectionRange(file: CheckedFile, offset: number): SelectionRange {
  const spans: Span[] = [{ start: 0, end: file.text.length }];
  const add = (span: Span): void => {
    const outer = spans.at(-1);
    const isInside = outer !== undefined && outer.start <= span.start && span.end <= outer.end;
    const isSmaller = isInside && span.end - span.start < outer.end - outer.start;
    if (isSmaller && span.start <= offset && offset <= span.end) spans.push(span);
  };
  const root = documentAt(file, offset)?.document.root;
  if (root) enter(root, file.text, offset, add);
  let range: SelectionRange | undefined;
  for (const span of spans) range = { range: file.lines.range(span), ...(range && { parent: range }) };
  return range ?? { range: file.lines.range({ start: offset, end: offset }) };
}

function enter(node: Node, text: string, offset: number, add: (span: Span) => void): void {
  add(tidySpan(text, node));
  if (node.kind === 'scalar') {
    if (node.style === 'single' || node.style === 'double') add({ start: node.start + 1, end: node.end - 1 });
    return;
  }
  if (node.kind === 'seq') {
    const item = node.items.findLast((candidate) => holds(tidySpan(text, candidate), offset));
    if (item) enter(item, text, offset, add);
  } else if (node.kind === 'map') {
    const pair = node.pairs.findLast((candidate: Pair) => holds(entrySpan(text, candidate), offset));
    if (!pair) return;
    add(entrySpan(text, pair));
    if (holds(pair.key, offset)) add({ start: pair.key.start, end: pair.key.end });
    else enter(pair.value, text, offset, add);
  }
}

const holds = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;
