import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { findFrontMatter } from '../core/document/front-matter.ts';
import type { Node } from '../core/document/node.ts';
import type { Span } from '../core/document/text.ts';
import { entrySpan, tidySpan } from './span.ts';

const DEFAULT_LIMIT = 5_000;

/** A range with how deep it is nested: when there are too many, the outer ones are kept. */
interface Fold extends FoldingRange {
  readonly depth: number;
}

/** What can be folded, by whole lines: sections, entries of lists, blocks of comments, documents, front matter. */
export function foldingRanges(file: CheckedFile, limit = DEFAULT_LIMIT): FoldingRange[] {
  const folds: Fold[] = [];
  const scalars: Span[] = [];

  function add({ start, end }: Span, depth: number, kind?: FoldingRangeKind): void {
    const [startLine, endLine] = [file.lines.position(start).line, file.lines.position(end).line];
    if (endLine > startLine) folds.push({ startLine, endLine, depth, ...(kind && { kind }) });
  }

  function enter(node: Node, depth: number): void {
    if (node.kind === 'scalar') {
      if (node.style === 'block') scalars.push(node);
    } else if (node.kind === 'map') {
      for (const pair of node.pairs) {
        add(entrySpan(file.text, pair), depth);
        enter(pair.value, depth + 1);
      }
    } else if (node.kind === 'seq') {
      for (const item of node.items) {
        add(tidySpan(file.text, item), depth);
        enter(item, depth + 1);
      }
    }
  }

  for (const { root } of file.documents) {
    if (!root) continue;
    if (file.documents.length > 1) add(tidySpan(file.text, root), 0, FoldingRangeKind.Region);
    enter(root, 1);
  }
  const matter = file.kind === 'huggingface-card' ? findFrontMatter(file.text) : undefined;
  if (matter?.closed) add({ start: file.text.indexOf('---'), end: matter.outer.end }, 0, FoldingRangeKind.Region);
  const yaml = matter?.inner ?? { start: 0, end: file.text.length };
  if (file.kind !== 'huggingface-card' || matter)
    for (const block of commentBlocks(file, yaml, scalars)) add(block, 1, FoldingRangeKind.Comment);
  return select(folds, limit);
}

/** Two or more lines in a row that hold only a comment. A `#` inside a block of text is text. */
function commentBlocks(file: CheckedFile, within: Span, scalars: readonly Span[]): Span[] {
  const blocks: Span[] = [];
  const texts = scalars.toSorted((a, b) => a.start - b.start);
  let text = 0;
  let open: { start: number; end: number } | undefined;
  const lastLine = file.lines.position(within.end).line;
  for (let line = file.lines.position(within.start).line; line <= lastLine; line++) {
    const [start, end] = [file.lines.lineStart(line), file.lines.lineEnd(line)];
    while ((texts[text]?.end ?? Infinity) <= start) text++;
    const isText = (texts[text]?.start ?? Infinity) < start;
    if (!isText && /^[ \t]*#/.test(file.text.slice(start, end))) {
      open ??= { start, end };
      open.end = end;
    } else if (open) {
      blocks.push(open);
      open = undefined;
    }
  }
  return open ? [...blocks, open] : blocks;
}

function select(folds: readonly Fold[], limit: number): FoldingRange[] {
  const byLine = new Map<number, Fold>();
  // Editors fold one range per line; `- name: {` starts two there, and the outer one is meant.
  for (const fold of folds.toSorted((a, b) => a.depth - b.depth))
    if (!byLine.has(fold.startLine)) byLine.set(fold.startLine, fold);
  return [...byLine.values()]
    .slice(0, limit)
    .sort((a, b) => a.startLine - b.startLine)
    .map(({ startLine, endLine, kind }) => ({ startLine, endLine, ...(kind && { kind }) }));
}
