import type { Change } from './change.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { chunksOf, inChunks, mapOf, Moving, SeqOfChunks } from './moved.ts';
import { isLinked, type MapNode, type Node, type Pair, type SeqNode } from './node.ts';
import { parseBlock, parseYaml, type YamlFile } from './parse.ts';
import { LIMITS, sizeAfter } from './unreadable.ts';

/**
 * Reads `text`, of which an earlier version was read as `earlier`. Only the smallest block entry around the change is
 * read again where that is sure to give what a fresh reading gives; else the whole text is.
 */
export function reparseYaml(
  earlier: { readonly text: string; readonly yaml: YamlFile },
  text: string,
  change: Change,
): YamlFile {
  const { documents, separable, size: before } = earlier.yaml;
  const [document] = documents;
  if (!separable || !document?.root || text.length > LIMITS.characters) return parseYaml(text);
  const size = sizeAfter(before, earlier.text, text, change);
  if (size.separators > LIMITS.separators || size.brackets > LIMITS.brackets) return parseYaml(text);
  const root = new Replacement(earlier.text, text, change).node(document.root, earlier.text.length, 0);
  if (!root) return parseYaml(text);
  const span = { start: document.span.start, end: text.length };
  return { documents: [{ root, span }], problems: duplicateKeys(root), separable, size };
}

/** Rebuilds the tree along the path to one changed entry; nodes behind it stand further on. */
class Replacement {
  private readonly before: string;
  private readonly after: string;
  private readonly change: Change;
  private readonly delta: number;
  /** For what stands behind the change. */
  private readonly moving: Moving;

  constructor(before: string, after: string, change: Change) {
    this.before = before;
    this.after = after;
    this.change = change;
    this.delta = change.newEnd - change.oldEnd;
    this.moving = new Moving(this.delta);
  }

  /**
   * `node` with the change worked in, or undefined when it cannot be confined to one of its entries.
   * @param end where the text that belongs to the node ends: the line of whatever follows it
   * @param depth how many nodes enclose it
   */
  node(node: Node, end: number, depth: number): Node | undefined {
    if (node.kind === 'alias' || node.kind === 'scalar' || node.flow || node.anchor !== undefined) return undefined;
    return node.kind === 'map' ? this.inMap(node, end, depth) : this.inSeq(node, end, depth);
  }

  private inMap(map: MapNode, end: number, depth: number): Node | undefined {
    const index = map.pairs.findLastIndex((pair) => pair.key.start < this.change.start);
    const pair = map.pairs[index];
    if (!pair) return undefined;
    const next = map.pairs[index + 1];
    const boundary = next ? lineStart(this.before, next.key.start) : end;
    if (this.change.oldEnd > boundary) return undefined;
    const inner = this.change.start > pair.key.end ? this.node(pair.value, boundary, depth + 1) : undefined;
    const replaced = inner ? [{ key: pair.key, value: inner }] : this.readPairs(pair, boundary, depth);
    if (!replaced) return undefined;
    const behind = map.pairs.slice(index + 1).map((other) => this.moving.pair(other));
    const last = next ? map.end + this.delta : (replaced.at(-1)?.value.end ?? map.end);
    return mapOf(map, map.start, last, [...map.pairs.slice(0, index), ...replaced, ...behind]);
  }

  /** The entries that stand where `pair` was. */
  private readPairs(pair: Pair, boundary: number, depth: number): Pair[] | undefined {
    const from = lineStart(this.before, pair.key.start);
    if (!isBlank(this.before, from, pair.key.start) || isAnchored(pair.key) || isAnchored(pair.value)) return undefined;
    const read = this.read(from, boundary, depth);
    if (read?.kind !== 'map' || read.flow || read.pairs[0]?.key.start !== pair.key.start - from) return undefined;
    const moving = new Moving(from);
    return read.pairs.map((other) => moving.pair(other));
  }

  private inSeq(seq: SeqNode, end: number, depth: number): Node | undefined {
    const chunks = chunksOf(seq);
    const at = chunks.findLastIndex((chunk) => chunk.start < this.change.start);
    const items = chunks[at]?.items ?? [];
    const index = items.findLastIndex((item) => item.start < this.change.start);
    const item = items[index];
    if (!item) return undefined;
    const next = items[index + 1] ?? chunks[at + 1]?.items[0];
    const column = seq.start - lineStart(this.before, seq.start);
    const boundary = next ? this.dashLine(next, column, item.end) : end;
    if (boundary === undefined || this.change.oldEnd > boundary) return undefined;
    const replaced = this.node(item, boundary, depth + 1);
    const entries = replaced
      ? [replaced]
      : this.readItems(seq, column, items[index - 1] ?? chunks[at - 1]?.items.at(-1), item, boundary, depth);
    if (!entries) return undefined;
    const changed = [
      ...items.slice(0, index),
      ...entries,
      ...items.slice(index + 1).map((other) => this.moving.node(other)),
    ];
    const last = next ? seq.end + this.delta : (entries.at(-1)?.end ?? seq.end);
    const behind = this.moving.chunks(chunks.slice(at + 1));
    return new SeqOfChunks(seq.start, last, seq, [...chunks.slice(0, at), ...inChunks(changed), ...behind]);
  }

  /** The entries that stand where `item`, an entry of `seq`, was. */
  private readItems(
    seq: SeqNode,
    column: number,
    previous: Node | undefined,
    item: Node,
    boundary: number,
    depth: number,
  ): Node[] | undefined {
    const from = isAnchored(item)
      ? undefined
      : this.dashLine(item, column, previous?.end ?? lineStart(this.before, seq.start));
    const read = from === undefined ? undefined : this.read(from, boundary, depth);
    if (from === undefined || read?.kind !== 'seq' || read.flow || read.start !== column) return undefined;
    const moving = new Moving(from);
    return read.items.map((other) => moving.node(other));
  }

  /** Reads the lines of one entry, up to `boundary` in the old text, as they are now. */
  private read(from: number, boundary: number, depth: number): Node | undefined {
    const end = boundary + this.delta;
    // A large part fails for the same reason as the small one did; then the whole text is read, but only once more.
    if ((end - from) * 4 > this.after.length) return undefined;
    // The next entry must still begin a line, or the change has moved it.
    if (end < this.after.length && this.after[end - 1] !== '\n') return undefined;
    return parseBlock(ownText(this.after.slice(from, end)), depth);
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

/**
 * `text` in memory of its own. Engines keep a part of a text as a reference to the whole of it, so each entry that was ever edited would
 * keep the document as it was then.
 */
const ownText = (text: string): string => ` ${text}`.slice(1);

/** Whether an anchor stands in `node`: what aliases elsewhere mean depends on it. */
function isAnchored(node: Node): boolean {
  if (!isLinked(node) || node.kind === 'alias') return false;
  if (node.anchor !== undefined) return true;
  if (node.kind === 'seq') return node.items.some(isAnchored);
  return node.kind === 'map' && node.pairs.some(({ key, value }) => isAnchored(key) || isAnchored(value));
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== 32) return false;
  return true;
}
