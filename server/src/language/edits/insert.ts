import {
  isMergeKey,
  keyName,
  pairAt,
  nodeAt,
  resolve,
  type MapNode,
  type Node,
  type Pair,
} from '../../core/document/node.ts';
import type { Path } from '../../core/problem.ts';
import type { Change } from './change.ts';
import {
  colonEnd,
  columnOf,
  contentEnd,
  indentationUnit,
  lineBreakOf,
  lineEndOf,
  lineStartOf,
  nextLineOf,
  pairEnd,
} from './layout.ts';

/** An entry to write: as lines of its own, indented from its key on, and on one line for flow collections. */
export interface NewEntry {
  readonly key: string;
  readonly block: readonly string[];
  readonly flow: string;
}

/** What holds the entries, and the order its schema gives them. */
export interface InsertTarget {
  readonly text: string;
  readonly root: Node | undefined;
  /** Where a document that holds nothing ends. */
  readonly documentEnd: number;
  readonly path: Path;
  readonly order: readonly string[];
}

/**
 * Writes entries into the mapping at a path, each behind those that come before it in the schema; comments and layout
 * stay. The mapping may be block or flow style, empty, or not there yet (`key:` with nothing). Undefined where it
 * cannot be told how.
 */
export function insertEntries(target: InsertTarget, entries: readonly NewEntry[]): Change[] | undefined {
  const { root, path } = target;
  const node = resolve(nodeAt(root, path));
  if (node?.kind === 'map') {
    if (node.flow) return inFlow(target, node, entries);
    return node.pairs.length > 0 ? inBlock(target, node, entries) : undefined;
  }
  if (node && (node.kind !== 'scalar' || node.value !== null)) return undefined;
  return fillEmpty(target, {
    block: entries.flatMap(({ block }) => block),
    flow: `{${entries.map(({ flow }) => flow).join(', ')}}`,
  });
}

/** Entries that go to the same place, by the existing entry they follow; undefined: before all. */
function byPredecessor(
  map: MapNode,
  entries: readonly NewEntry[],
  order: readonly string[],
): Map<Pair | undefined, NewEntry[]> {
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const groups = new Map<Pair | undefined, NewEntry[]>();
  for (const entry of [...entries].sort((a, b) => rank(a.key) - rank(b.key))) {
    let best: Pair | undefined;
    for (const pair of map.pairs) {
      const name = keyName(pair) ?? '';
      const follows = isMergeKey(pair) || rank(name) < rank(entry.key);
      if (follows && (!best || isMergeKey(best) || rank(name) >= rank(keyName(best) ?? ''))) best = pair;
    }
    groups.set(best, [...(groups.get(best) ?? []), entry]);
  }
  return groups;
}

function inBlock(target: InsertTarget, map: MapNode, entries: readonly NewEntry[]): Change[] | undefined {
  const { text, order } = target;
  const [first] = map.pairs;
  if (!first) return undefined;
  const eol = lineBreakOf(text);
  const column = columnOf(text, first.key.start);
  const indent = text.slice(lineStartOf(text, first.key.start), first.key.start).replace(/[^\t]/g, ' ');
  // An anchor or an explicit `?` in front of the first key belongs to it.
  const canPrecede = /^[ \t]*(?:-[ \t]+)*$/.test(text.slice(lineStartOf(text, first.key.start), first.key.start));
  const changes: Change[] = [];
  for (const [predecessor, group] of byPredecessor(map, entries, order)) {
    const lines = group.flatMap(({ block }) => block);
    if (!predecessor && canPrecede) {
      const inserted = lines.map((line) => `${line}${eol}${indent}`).join('');
      changes.push({ start: first.key.start, end: first.key.start, text: inserted });
    } else {
      const at = afterPair(text, predecessor ?? first, column);
      changes.push(
        linesAt(
          text,
          at,
          lines.map((line) => indent + line),
          eol,
        ),
      );
    }
  }
  return changes;
}

/** Where a line behind an entry goes: behind the comments that are indented as part of it, too. */
function afterPair(text: string, pair: Pair, column: number): number {
  let at = pairEnd(text, pair);
  const startsLine = at > 0 && (text[at - 1] === '\n' || text[at - 1] === '\r');
  if (!startsLine) at = lineEndOf(text, at);
  for (;;) {
    const next = startsLine && at === pairEnd(text, pair) ? at : nextLineOf(text, at);
    if (next >= text.length) return at;
    const comment = /^([ \t]*)#/.exec(text.slice(next, lineEndOf(text, next)));
    if (!comment || (comment[1] ?? '').length <= column) return at;
    at = lineEndOf(text, next);
  }
}

/** New lines at `at`, which is the start of a line (behind a block scalar) or the end of one. */
function linesAt(text: string, at: number, lines: readonly string[], eol: string): Change {
  const isStart = at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
  const inserted = isStart ? lines.map((line) => line + eol).join('') : lines.map((line) => eol + line).join('');
  return { start: at, end: at, text: inserted };
}

function inFlow(target: InsertTarget, map: MapNode, entries: readonly NewEntry[]): Change[] {
  const { text, order } = target;
  const [first] = map.pairs;
  const list = (group: readonly NewEntry[]): string => group.map(({ flow }) => flow).join(', ');
  if (!first) return [{ start: map.start + 1, end: map.start + 1, text: list(entries) }];
  return [...byPredecessor(map, entries, order)].map(([predecessor, group]) => {
    if (!predecessor) return { start: first.key.start, end: first.key.start, text: `${list(group)}, ` };
    const at = pairEnd(text, predecessor);
    return { start: at, end: at, text: `, ${list(group)}` };
  });
}

/** Writes a value where there is none: behind `key:`, behind a dash, or as a whole document. */
export function fillEmpty(
  { text, root, path, documentEnd }: Omit<InsertTarget, 'order'>,
  value: { readonly block: readonly string[]; readonly flow: string },
): Change[] | undefined {
  const eol = lineBreakOf(text);
  const node = nodeAt(root, path);
  if (node && (node.kind !== 'scalar' || node.value !== null)) return undefined;
  if (path.length === 0) return fillDocument(text, node, documentEnd, value.block, eol);
  const parent = resolve(nodeAt(root, path.slice(0, -1)));
  const pair = pairAt(root, path);
  if (!node || !pair || parent?.kind !== 'map') return undefined;
  const colon = colonEnd(text, pair);
  const written = Math.max(node.end, colon);
  if (parent.flow) {
    const hasColon = text[colon - 1] === ':' && colon > pair.key.end;
    return [{ start: colon, end: written, text: `${hasColon ? '' : ':'} ${value.flow}` }];
  }
  if (text[colon - 1] !== ':') return undefined;
  const column = columnOf(text, pair.key.start) + indentationUnit(text);
  const lines = value.block.map((line) => eol + ' '.repeat(column) + line).join('');
  const end = lineEndOf(text, written);
  const changes: Change[] = written > colon ? [{ start: colon, end: written, text: '' }] : [];
  return [...changes, { start: end, end, text: lines }];
}

function fillDocument(
  text: string,
  node: Node | undefined,
  documentEnd: number,
  lines: readonly string[],
  eol: string,
): Change[] {
  const at = Math.min(documentEnd, text.length);
  const isStart = at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r' || text.slice(0, at) === '\uFEFF';
  const change = { start: at, end: at, text: (isStart ? '' : eol) + lines.map((line) => line + eol).join('') };
  if (!node || node.start === node.end) return [change];
  return [{ start: node.start, end: contentEnd(text, node), text: '' }, change];
}
