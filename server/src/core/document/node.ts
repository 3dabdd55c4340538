import type { Path } from '../problem.ts';
import type { Span } from './text.ts';

export type ScalarValue = string | number | boolean | null;

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  readonly anchor?: string;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly pairs: readonly Pair[];
  readonly flow: boolean;
  readonly anchor?: string;
  /** An anchor or an alias stands in it. */
  readonly linked?: boolean;
}

export interface SeqNode extends Span {
  readonly kind: 'seq';
  readonly items: readonly Node[];
  readonly flow: boolean;
  readonly anchor?: string;
  /** An anchor or an alias stands in it. */
  readonly linked?: boolean;
}

export interface AliasNode extends Span {
  readonly kind: 'alias';
  readonly name: string;
  /** What the alias stands for; undefined when no such anchor comes before it. */
  readonly target: Node | undefined;
}

export type Node = ScalarNode | MapNode | SeqNode | AliasNode;

export interface Pair {
  readonly key: Node;
  readonly value: Node;
}

/** Whether an anchor or an alias is `node`, or stands in it: what it means, or what others mean, depends on where it stands. */
export const isLinked = (node: Node): boolean =>
  node.kind === 'alias' || node.anchor !== undefined || (node.kind !== 'scalar' && node.linked === true);

/** The node behind an alias, or the node itself. */
export function resolve(node: Node | undefined): ScalarNode | MapNode | SeqNode | undefined {
  let current = node;
  for (let hops = 0; current?.kind === 'alias'; hops++) {
    if (hops > 20) return undefined;
    current = current.target;
  }
  return current;
}

/** The key as a property name: `true:` and `1:` are keys too, a mapping as a key is not. */
export function keyName(pair: Pair): string | undefined {
  const key = resolve(pair.key);
  return key?.kind === 'scalar' ? String(key.value) : undefined;
}

export const isMergeKey = (pair: Pair): boolean =>
  pair.key.kind === 'scalar' && pair.key.style === 'plain' && pair.key.value === '<<';

/** The mappings a `<<` entry brings in, in the order of their precedence. */
export function mergedMaps(pair: Pair): MapNode[] {
  const value = resolve(pair.value);
  if (value?.kind === 'map') return [value];
  if (value?.kind !== 'seq') return [];
  return value.items.map(resolve).filter((item) => item?.kind === 'map');
}

/**
 * The entry that gives `node` its property `name`: the last one written (as a duplicated key is read), else one merged in.
 */
export function findPair(node: Node | undefined, name: string, depth = 0): Pair | undefined {
  const map = resolve(node);
  if (map?.kind !== 'map' || depth > 20) return undefined;
  for (let i = map.pairs.length - 1; i >= 0; i--) {
    const pair = map.pairs[i];
    if (pair && !isMergeKey(pair) && keyName(pair) === name) return pair;
  }
  for (const pair of map.pairs) {
    if (!isMergeKey(pair)) continue;
    for (const merged of mergedMaps(pair)) {
      const found = findPair(merged, name, depth + 1);
      if (found) return found;
    }
  }
  return undefined;
}

/** The node at `path`, following aliases and merge keys. */
export function nodeAt(root: Node | undefined, path: Path): Node | undefined {
  let node = root;
  for (const step of path) {
    const parent = resolve(node);
    if (parent?.kind === 'seq') node = parent.items[Number(step)];
    else node = findPair(parent, String(step))?.value;
    if (!node) return undefined;
  }
  return node;
}

/** The entry whose value is at `path`, if its parent is a mapping. */
export function pairAt(root: Node | undefined, path: Path): Pair | undefined {
  const last = path.at(-1);
  return last === undefined ? undefined : findPair(nodeAt(root, path.slice(0, -1)), String(last));
}

/** The finite number a node stands for. */
export function numberOf(node: Node | undefined): number | undefined {
  const target = resolve(node);
  return target?.kind === 'scalar' && typeof target.value === 'number' && Number.isFinite(target.value)
    ? target.value
    : undefined;
}

export function stringAt(root: Node | undefined, path: Path): string | undefined {
  const node = resolve(nodeAt(root, path));
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** What to underline for the value at `path`: a scalar itself, the key of a larger section, else the nearest ancestor's. */
export function focus(root: Node | undefined, path: Path): Span {
  for (let length = path.length; length >= 0; length--) {
    const at = path.slice(0, length);
    const node = nodeAt(root, at);
    if (!node) continue;
    const pair = pairAt(root, at);
    if (pair && (node.kind === 'map' || node.kind === 'seq' || node.end === node.start)) return pair.key;
    return node.kind === 'map' ? mapHead(node) : node;
  }
  return { start: 0, end: 0 };
}

/** A whole mapping is too much to underline; its first key names it. */
function mapHead(node: MapNode): Span {
  return node.pairs[0]?.key ?? node;
}
