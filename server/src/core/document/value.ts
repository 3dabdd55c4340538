import { chunksOf, isLong, type Chunk } from './moved.ts';
import { isMergeKey, keyName, mergedMaps, type MapNode, type Node } from './node.ts';
import { perChunk, perNode } from './per-node.ts';

export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** Aliases multiply: nine nested ones stand for billions of nodes. No honest plan comes near this. */
const MAX_VALUE_NODES = 500_000;

export class TooManyNodes extends Error {}

/**
 * The plain value a node stands for, aliases and merge keys expanded. Mappings have no prototype, so a key named
 * `__proto__` or `constructor` is an ordinary key. A node that contains itself reads as null there. Not to be changed: what
 * did not change since is part of later values too.
 * @throws TooManyNodes when the expansion exceeds MAX_VALUE_NODES.
 */
export function toValue(root: Node | undefined): Value {
  let budget = MAX_VALUE_NODES;
  const open = new Set<Node>();

  function convert(node: Node | undefined): Value {
    if (--budget < 0) throw new TooManyNodes();
    switch (node?.kind) {
      case undefined:
        return null;
      case 'scalar':
        return node.value;
      case 'alias':
        return node.target && !open.has(node.target) ? convert(node.target) : null;
      case 'seq': {
        open.add(node);
        const items = isLong(node)
          ? chunksOf(node).flatMap((chunk) => known(chunk) ?? chunk.items.map(convert))
          : node.items.map(convert);
        open.delete(node);
        return items;
      }
      case 'map': {
        open.add(node);
        const object = Object.create(null) as { [key: string]: Value };
        merge(node, object);
        for (const pair of node.pairs) {
          const key = isMergeKey(pair) ? undefined : keyName(pair);
          if (key !== undefined) object[key] = convert(pair.value);
        }
        open.delete(node);
        return object;
      }
    }
  }

  /** The values of entries that were read before, where nothing in them stands for what is elsewhere. */
  function known(chunk: Chunk): readonly Value[] | undefined {
    const plain = plainValues(chunk);
    if (plain) budget -= plain.nodes;
    if (budget < 0) throw new TooManyNodes();
    return plain?.values;
  }

  function merge(map: MapNode, object: { [key: string]: Value }): void {
    for (const pair of map.pairs) {
      if (!isMergeKey(pair)) continue;
      for (const merged of mergedMaps(pair)) {
        if (open.has(merged)) continue;
        const value = convert(merged) as { [key: string]: Value };
        for (const key of Object.keys(value)) if (!(key in object)) object[key] = value[key] ?? null;
      }
    }
  }

  return convert(root);
}

/** Undefined where an alias or a merge key brings in what is elsewhere. */
const plainValues = perChunk((items): { readonly values: readonly Value[]; readonly nodes: number } | undefined => {
  let nodes = 0;
  const isPlain = (node: Node): boolean => {
    nodes++;
    switch (node.kind) {
      case 'alias':
        return false;
      case 'scalar':
        return true;
      case 'seq':
        return node.items.every(isPlain);
      case 'map':
        return node.pairs.every((pair) => !isMergeKey(pair) && pair.key.kind !== 'alias' && isPlain(pair.value));
    }
  };
  return items.every(isPlain) ? { values: items.map((item) => valueOf(item)), nodes } : undefined;
});

/** The value of a node that stands for itself. Entries are remembered on their own too: an edit changes one of many. */
const valueOf = (node: Node): Value => (node.kind === 'map' ? valueOfMap(node) : toValue(node));

const valueOfMap = perNode(toValue);
