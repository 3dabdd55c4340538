import { duplicateKeys } from './duplicate-keys.ts';
import type { MapNode, Node, Pair, SeqNode } from './node.ts';
import { parseBlock, parseYaml, type YamlFile } from './parse.ts';
import { unreadable } from './unreadable.ts';

/** What differs between two texts: `before[start, oldEnd)` became `after[start, newEnd)`. */
interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * Reads `text`, of which an earlier version was read as `earlier`. Only the smallest block entry around the change is
 * read again where that is sure to give what a fresh reading gives; else the whole text is.
 */
export function reparseYaml(earlier: { readonly text: string; readonly yaml: YamlFile }, text: string): YamlFile {
  const [document] = earlier.yaml.documents;
  if (!earlier.yaml.separable || !document?.root || unreadable(text)) return parseYaml(text);
  const change = difference(earlier.text, text);
  const block = new Replacement(earlier.text, text, change);
  const root = block.node(document.root, earlier.text.length, 0);
  if (!root) return parseYaml(text);
  const span = { start: document.span.start, end: text.length };
  return { documents: [{ root, span }], problems: duplicateKeys(root), separable: true };
}

/** Compares from both ends; strides first, because engines compare long slices much faster than characters. */
function difference(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  for (const stride of [4096, 64, 1])
    while (start + stride <= shorter && before.slice(start, start + stride) === after.slice(start, start + stride))
      start += stride;
  let same = 0;
  for (const stride of [4096, 64, 1])
    while (
      same + stride <= shorter - start &&
      before.slice(before.length - same - stride, before.length - same) ===
        after.slice(after.length - same - stride, after.length - same)
    )
      same += stride;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

/** Rebuilds the tree along the path to one changed entry; nodes behind it are copied with their offsets moved. */
class Replacement {
  private readonly before: string;
  private readonly after: string;
  private readonly change: Change;
  private readonly delta: number;

  constructor(before: string, after: string, change: Change) {
    this.before = before;
    this.after = after;
    this.change = change;
    this.delta = change.newEnd - change.oldEnd;
  }

  /**
   * `node` with the change worked in, or undefined when it cannot be confined to one of its entries.
   * @param end where the text that belongs to the node ends: the line of whatever follows it
   * @param depth how many nodes enclose it
   */
  node(node: Node, end: number, depth: number): Node | undefined {
    if (node.kind === 'map' && !node.flow) return this.inMap(node, end, depth);
    if (node.kind === 'seq' && !node.flow) return this.inSeq(node, end, depth);
    return undefined;
  }

  private inMap(map: MapNode, end: number, depth: number): Node | undefined {
    const index = map.pairs.findLastIndex((pair) => pair.key.start < this.change.start);
    const pair = map.pairs[index];
    if (!pair) return undefined;
    const next = map.pairs[index + 1];
    const boundary = next ? lineStart(this.before, next.key.start) : end;
    if (this.change.oldEnd > boundary) return undefined;
    const behind = (): Pair[] => map.pairs.slice(index + 1).map((other) => movedPair(other, this.delta));
    const inner = this.change.start > pair.key.end ? this.node(pair.value, boundary, depth + 1) : undefined;
    if (inner) {
      const pairs = [...map.pairs.slice(0, index), { key: pair.key, value: inner }, ...behind()];
      return { ...map, end: next ? map.end + this.delta : inner.end, pairs };
    }
    const from = lineStart(this.before, pair.key.start);
    const read = isBlank(this.before, from, pair.key.start) ? this.read(from, boundary, depth) : undefined;
    if (read?.kind !== 'map' || read.flow || read.pairs[0]?.key.start !== pair.key.start - from) return undefined;
    const pairs = [...map.pairs.slice(0, index), ...read.pairs.map((other) => movedPair(other, from)), ...behind()];
    return { ...map, end: next ? map.end + this.delta : read.end + from, pairs };
  }

  private inSeq(seq: SeqNode, end: number, depth: number): Node | undefined {
    const index = seq.items.findLastIndex((item) => item.start < this.change.start);
    const item = seq.items[index];
    if (!item) return undefined;
    const next = seq.items[index + 1];
    const column = seq.start - lineStart(this.before, seq.start);
    const boundary = next ? this.dashLine(next, column, item.end) : end;
    if (boundary === undefined || this.change.oldEnd > boundary) return undefined;
    const behind = (): Node[] => seq.items.slice(index + 1).map((other) => moved(other, this.delta));
    const inner = this.node(item, boundary, depth + 1);
    if (inner) {
      const items = [...seq.items.slice(0, index), inner, ...behind()];
      return { ...seq, end: next ? seq.end + this.delta : inner.end, items };
    }
    const from = this.dashLine(item, column, seq.items[index - 1]?.end ?? lineStart(this.before, seq.start));
    const read = from === undefined ? undefined : this.read(from, boundary, depth);
    if (from === undefined || read?.kind !== 'seq' || read.flow || read.start !== column) return undefined;
    const items = [...seq.items.slice(0, index), ...read.items.map((other) => moved(other, from)), ...behind()];
    return { ...seq, end: next ? seq.end + this.delta : read.end + from, items };
  }

  /** Reads the lines of one entry, up to `boundary` in the old text, as they are now. */
  private read(from: number, boundary: number, depth: number): Node | undefined {
    const end = boundary + this.delta;
    // A large part fails for the same reason as the small one did; then the whole text is read, but only once more.
    if ((end - from) * 4 > this.after.length) return undefined;
    // The next entry must still begin a line, or the change has moved it.
    if (end < this.after.length && this.after[end - 1] !== '\n') return undefined;
    return parseBlock(this.after.slice(from, end), depth);
  }

  /** Start of the line with the dash of a sequence's entry, which stands at `column` at or above the entry itself. */
  private dashLine(item: Node, column: number, notBefore: number): number | undefined {
    for (
      let start = lineStart(this.before, item.start);
      start >= notBefore;
      start = lineStart(this.before, start - 1)
    ) {
      if (this.before[start + column] === '-' && isBlank(this.before, start, start + column)) return start;
      if (start === 0) break;
    }
    return undefined;
  }
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== 32) return false;
  return true;
}

/** A copy of `node`, `delta` further on. Trees are never changed in place: an answer under way may still read the old one. */
function moved(node: Node, delta: number): Node {
  if (delta === 0) return node;
  const start = node.start + delta;
  const end = node.end + delta;
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', start, end, value: node.value, style: node.style };
    case 'map':
      return {
        kind: 'map',
        start,
        end,
        pairs: node.pairs.map((pair) => movedPair(pair, delta)),
        flow: node.flow,
      };
    case 'seq':
      return { kind: 'seq', start, end, items: node.items.map((item) => moved(item, delta)), flow: node.flow };
    case 'alias':
      return { ...node, start, end };
  }
}

const movedPair = (pair: Pair, delta: number): Pair => ({
  key: moved(pair.key, delta),
  value: moved(pair.value, delta),
});
