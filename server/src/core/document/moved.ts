import { isLinked, type MapNode, type Node, type Pair, type ScalarNode, type SeqNode } from './node.ts';
import { Notes } from './notes.ts';

/**
 * Nodes as they stand `delta` characters further on, asked for in the order of the text. Trees are never changed in place: an answer under
 * way may still read the old one. What is in a mapping or sequence is moved when somebody looks there, so that an edit costs nothing for
 * what stands behind it, and each of them still knows the node it was read as. Only where anchors or aliases stand, everything
 * is moved at once: an alias must lead to its anchor where that stands now.
 */
export class Moving {
  private readonly delta: number;
  private anchored: Map<Node, Node> | undefined;

  constructor(delta: number) {
    this.delta = delta;
  }

  node(node: Node): Node {
    if (this.delta === 0) return node;
    const start = node.start + this.delta;
    const end = node.end + this.delta;
    if (node.kind === 'alias') {
      const target = node.target && (this.anchored?.get(node.target) ?? node.target);
      return { kind: 'alias', start, end, name: node.name, target };
    }
    const moved = this.within(node, start, end);
    if (node.anchor !== undefined) {
      this.anchored ??= new Map();
      this.anchored.set(node, moved);
    }
    return moved;
  }

  pair(pair: Pair): Pair {
    return this.delta === 0 ? pair : { key: this.node(pair.key), value: this.node(pair.value) };
  }

  chunks(chunks: readonly Chunk[]): Chunk[] {
    return chunks.map((chunk) =>
      chunk.isLinked && this.delta !== 0
        ? new Chunk(chunk.items.map((item) => this.node(item)))
        : chunk.moved(this.delta),
    );
  }

  private within(node: ScalarNode | MapNode | SeqNode, start: number, end: number): ScalarNode | MapNode | SeqNode {
    switch (node.kind) {
      case 'scalar':
        return { kind: 'scalar', start, end, value: node.value, style: node.style, ...anchorOf(node) };
      case 'map':
        if (!isLinked(node)) return new MovedMap(coreOf(node), start, end);
        return mapOf(
          node,
          start,
          end,
          node.pairs.map((pair) => this.pair(pair)),
        );
      case 'seq':
        return new SeqOfChunks(start, end, node, this.chunks(chunksOf(node)));
    }
  }
}

const anchorOf = ({ anchor }: { readonly anchor?: string }): { readonly anchor?: string } =>
  anchor === undefined ? {} : { anchor };

/** A mapping such as `before`, but with other entries. What is remembered of that one does not hold for it. */
export const mapOf = (before: MapNode, start: number, end: number, pairs: readonly Pair[]): MapNode => ({
  kind: 'map',
  start,
  end,
  pairs,
  flow: before.flow,
  ...anchorOf(before),
  ...(before.linked && { linked: true }),
});

/** The mapping `node` was first read as: the same however often edits elsewhere have moved it. */
export const coreOf = (node: MapNode): MapNode => (node instanceof MovedMap ? node.core : node);

class MovedMap implements MapNode {
  readonly kind = 'map';
  readonly start: number;
  readonly end: number;
  readonly core: MapNode;
  private entries: readonly Pair[] | undefined;

  constructor(core: MapNode, start: number, end: number) {
    this.core = core;
    this.start = start;
    this.end = end;
  }

  get flow(): boolean {
    return this.core.flow;
  }

  get pairs(): readonly Pair[] {
    if (!this.entries) {
      const moving = new Moving(this.start - this.core.start);
      this.entries = this.core.pairs.map((pair) => moving.pair(pair));
    }
    return this.entries;
  }
}

/** Entries of a sequence are moved, and what is found out about them is remembered, by so many at a time. */
const CHUNK = 32;

/** Some entries in a row of a sequence. */
export class Chunk {
  /** As they were first read: the same however often edits elsewhere have moved them. */
  readonly core: readonly Node[];
  private readonly delta: number;
  private placed: readonly Node[] | undefined;
  private links: boolean | undefined;

  constructor(core: readonly Node[], delta = 0, links?: boolean) {
    this.core = core;
    this.delta = delta;
    this.links = links;
  }

  get items(): readonly Node[] {
    if (this.delta === 0) return this.core;
    if (!this.placed) {
      const moving = new Moving(this.delta);
      this.placed = this.core.map((item) => moving.node(item));
    }
    return this.placed;
  }

  /** Whether anchors or aliases stand in it. */
  get isLinked(): boolean {
    this.links ??= this.core.some(isLinked);
    return this.links;
  }

  get start(): number {
    return (this.core[0]?.start ?? 0) + this.delta;
  }

  moved(delta: number): Chunk {
    return delta === 0 ? this : new Chunk(this.core, this.delta + delta, this.links);
  }
}

/** `items` in chunks. */
export function inChunks(items: readonly Node[]): Chunk[] {
  const chunks: Chunk[] = [];
  if (items.length <= CHUNK) return items.length === 0 ? [] : [new Chunk(items)];
  for (let from = 0; from < items.length; from += CHUNK) chunks.push(new Chunk(items.slice(from, from + CHUNK)));
  return chunks;
}

/** A sequence that an edit has moved, or changed in some of its chunks. */
export class SeqOfChunks implements SeqNode {
  readonly kind = 'seq';
  readonly start: number;
  readonly end: number;
  readonly flow: boolean;
  readonly anchor?: string;
  readonly linked?: boolean;
  readonly chunks: readonly Chunk[];
  private entries: readonly Node[] | undefined;

  /** @param before the sequence as it was */
  constructor(start: number, end: number, before: SeqNode, chunks: readonly Chunk[]) {
    this.start = start;
    this.end = end;
    this.flow = before.flow;
    if (before.anchor !== undefined) this.anchor = before.anchor;
    if (before.linked) this.linked = true;
    this.chunks = chunks;
  }

  get items(): readonly Node[] {
    this.entries ??= this.chunks.flatMap((chunk) => chunk.items);
    return this.entries;
  }
}

/** Of shorter sequences a document may have thousands: nothing is to be remembered of each. */
const LONG = 8;

export const isLong = (seq: SeqNode): boolean => lengthOf(seq) >= LONG;

/** How many entries a sequence has; none of them is moved for it. */
export const lengthOf = (seq: SeqNode): number =>
  seq instanceof SeqOfChunks ? seq.chunks.reduce((sum, { core }) => sum + core.length, 0) : seq.items.length;

const chunks = new Notes<SeqNode, readonly Chunk[]>();

/** The entries of a sequence, in chunks that stay the same while edits elsewhere move them. */
export function chunksOf(seq: SeqNode): readonly Chunk[] {
  if (seq instanceof SeqOfChunks) return seq.chunks;
  const known = chunks.get(seq) ?? inChunks(seq.items);
  if (isLong(seq)) chunks.set(seq, known);
  return known;
}
