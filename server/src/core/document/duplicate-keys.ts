import type { Problem } from '../problem.ts';
import { chunksOf, isLong } from './moved.ts';
import { isMergeKey, keyName, type MapNode, type Node, type Pair } from './node.ts';
import { perChunk } from './per-node.ts';

const LIMIT = 100;

/** Keys written twice in one mapping. One pass over the tree: the library's own check compares each key with each other. */
export function duplicateKeys(root: Node | undefined): Problem[] {
  const problems: Problem[] = [];
  const open: (Node | undefined)[] = [root];
  while (open.length > 0 && problems.length < LIMIT) {
    const node = open.pop();
    if (node?.kind === 'seq') {
      if (!isLong(node)) open.push(...node.items);
      else for (const chunk of chunksOf(node)) if (hasSome(chunk)) open.push(...chunk.items);
    }
    if (node?.kind !== 'map') continue;
    problems.push(...inMap(node));
    for (const pair of node.pairs) open.push(pair.key, pair.value);
  }
  return problems;
}

/** Whether there are any in entries of a list. */
const hasSome = perChunk((items) => items.some((item) => item.kind !== 'scalar' && duplicateKeys(item).length > 0));

function inMap(map: MapNode): Problem[] {
  if (map.pairs.length < 2) return [];
  const first = new Map<string, Pair>();
  const problems: Problem[] = [];
  for (const pair of map.pairs) {
    const name = isMergeKey(pair) ? undefined : keyName(pair);
    if (name === undefined) continue;
    const earlier = first.get(name);
    if (!earlier) first.set(name, pair);
    else if (problems.length < LIMIT) problems.push(twice(name, pair.key, earlier.key));
  }
  return problems;
}

function twice(name: string, key: Node, earlier: Node): Problem {
  return {
    rule: 'syntax/yaml',
    severity: 'error',
    message: `The key "${name}" is written twice in this mapping. Remove one of them.`,
    span: { start: key.start, end: key.end },
    related: [{ span: { start: earlier.start, end: earlier.end }, message: 'It was first written here.' }],
  };
}
