import type { MapNode, Node, Pair, SeqNode } from './node.ts';

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
      return new MovedSeq(coreOf(node), start, end);
    case 'alias':
      return { ...node, start, end };
  }
}

export const movedPair = (pair: Pair, delta: number): Pair =>
  delta === 0 ? pair : { key: moved(pair.key, delta), value: moved(pair.value, delta) };

/** The node `node` was first read as: the same however often edits elsewhere have moved it. */
export function coreOf<N extends MapNode | SeqNode>(node: N): N {
  return node instanceof MovedMap || node instanceof MovedSeq ? (node.core as N) : node;
}

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

class MovedSeq implements SeqNode {
  readonly kind = 'seq';
  readonly start: number;
  readonly end: number;
  readonly core: SeqNode;
  private entries: readonly Node[] | undefined;

  constructor(core: SeqNode, start: number, end: number) {
    this.core = core;
    this.start = start;
    this.end = end;
  }

  get flow(): boolean {
    return this.core.flow;
  }

  get items(): readonly Node[] {
    const delta = this.start - this.core.start;
    this.entries ??= this.core.items.map((item) => moved(item, delta));
    return this.entries;
  }
}
