import type { Path } from '../problem.ts';
import { isMergeKey, keyName, type Node, type Pair } from './node.ts';

/** What stands at an offset of a document. */
export interface Place {
  /** Path of the node: of the entry's value also when the offset is on its key. */
  readonly path: Path;
  readonly node: Node;
  /** The entry that holds the node, when its parent is a mapping. */
  readonly pair: Pair | undefined;
  readonly onKey: boolean;
}

const holds = (node: Node, offset: number): boolean => node.start <= offset && offset <= node.end;

/** The innermost place at `offset`; undefined outside the root. Aliases are leaves: their target stands elsewhere. */
export function placeAt(root: Node | undefined, offset: number): Place | undefined {
  if (!root || !holds(root, offset)) return undefined;
  let place: Place = { path: [], node: root, pair: undefined, onKey: false };
  for (;;) {
    const next = step(place, offset);
    if (!next) return place;
    if (next.onKey) return next;
    place = next;
  }
}

function step(place: Place, offset: number): Place | undefined {
  const { node, path } = place;
  if (node.kind === 'seq') {
    const index = node.items.findLastIndex((item) => holds(item, offset));
    const item = node.items[index];
    return item && { path: [...path, index], node: item, pair: undefined, onKey: false };
  }
  if (node.kind !== 'map') return undefined;
  for (const pair of node.pairs.toReversed()) {
    const key = isMergeKey(pair) ? '<<' : keyName(pair);
    if (key === undefined) continue;
    const onKey = holds(pair.key, offset);
    if (onKey || (pair.value.start > pair.key.end && holds(pair.value, offset))) {
      return { path: [...path, key], node: pair.value, pair, onKey };
    }
  }
  return undefined;
}
