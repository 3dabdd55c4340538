import { isMergeKey, keyName, resolve, type Node, type Pair } from '../document/node.ts';
import type { Path } from '../problem.ts';
import { effective, propertySchemas, type JsonSchema } from './json-schema.ts';

export interface Visit {
  readonly node: Node;
  readonly path: Path;
  /** The entry holding the node, when its parent is a mapping. */
  readonly pair: Pair | undefined;
  readonly schemas: readonly JsonSchema[];
}

/** Calls `visit` for each node a schema describes, parents first. Aliases are not entered: their target is visited where it stands. */
export function walk(schema: JsonSchema, root: Node | undefined, visit: (visit: Visit) => void): void {
  function enter(node: Node, path: Path, pair: Pair | undefined, candidates: readonly JsonSchema[]): void {
    const schemas = candidates.flatMap((candidate) => effective(schema, candidate, node));
    visit({ node, path, pair, schemas });
    if (node.kind === 'map') {
      for (const child of node.pairs) {
        const key = isMergeKey(child) ? undefined : keyName(child);
        if (key === undefined) continue;
        const next = propertySchemas(schemas, key);
        if (next.length > 0) enter(child.value, [...path, key], child, next);
      }
    } else if (node.kind === 'seq') {
      const items = schemas.flatMap((candidate) => (candidate.items ? [candidate.items] : []));
      if (items.length > 0) node.items.forEach((item, index) => enter(item, [...path, index], undefined, items));
    }
  }
  if (resolve(root) && root) enter(root, [], undefined, [schema]);
}

/** The first value of `keyword` among the schemas of a place. */
export function keyword<K extends keyof JsonSchema>(
  schemas: readonly JsonSchema[],
  name: K,
): JsonSchema[K] | undefined {
  for (const schema of schemas) if (schema[name] !== undefined) return schema[name];
  return undefined;
}
