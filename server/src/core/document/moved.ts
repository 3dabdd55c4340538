import type { MapNode, Node, Pair, SeqNode } from './node.ts';
import { Notes } from './notes.ts';

/**
 * `node`, `delta` characters further on. Trees are never changed in place: an answer under way may still read the old one.
 * What is in a mapping or sequence is moved when somebody looks there, so that an edit costs nothing for what stands
 * behind it, and each of them still knows the node it was read as.
 */
export function moved(node: Node, delta: number): Node {
  if (delta === 0) return node;
  const start = node.start + delta;
  const end = node.end + delta;
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', start, end, value: node.value, style: node.style };
    case 'map':
      return new MovedMap(coreOf(node), start, end);
    case 'seq':
      return new SeqOfChunks(
        start,
        end,
        node.flow,
        chunksOf(node).map((chunk) => chunk.moved(delta)),
      );
    case 'alias':
      return { ...node, start, end };
  }
}

export const movedPair = (pair: Pair, delta: number): Pair =>
  delta === 0 ? pair : { key: moved(pair.key, delta), value: moved(pair.value, delta) };

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
    const delta = this.start - this.core.start;
    this.entries ??= this.core.pairs.map((pair) => movedPair(pair, delta));
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

  constructor(core: readonly Node[], delta = 0) {
    this.core = core;
    this.delta = delta;
  }

  get items(): readonly Node[] {
    this.placed ??= this.delta === 0 ? this.core : this.core.map((item) => moved(item, this.delta));
    return this.placed;
  }

  get start(): number {
    return (this.core[0]?.start ?? 0) + this.delta;
  }

  moved(delta: number): Chunk {
    return delta === 0 ? this : new Chunk(this.core, this.delta + delta);
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
  readonly chunks: readonly Chunk[];
  private entries: readonly Node[] | undefined;

  constructor(start: number, end: number, flow: boolean, chunks: readonly Chunk[]) {
    this.start = start;
    this.end = end;
    this.flow = flow;
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
