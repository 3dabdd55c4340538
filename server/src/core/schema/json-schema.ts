import { findPair, resolve, type Node } from '../document/node.ts';

/** What a name in a plan can be the name of. */
export type SymbolKind =
  'dataSource' | 'indicator' | 'alert' | 'notificationTarget' | 'driftColumn' | 'slo' | 'dataPipeline' | 'member';

export type PathKind = 'file' | 'file-symbol' | 'glob' | 'file-or-url';

/** A dated list of identifiers in schemas/lists. */
export type ListName = 'licenses' | 'tasks' | 'languages' | 'libraries' | 'spdx-licenses';

/** The part of JSON Schema draft-07 the bundled schemas use, and the keywords that carry the editor's knowledge. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly 'x-unit'?: string;
  readonly 'x-source'?: string;
  readonly 'x-defines'?: SymbolKind;
  readonly 'x-refers'?: SymbolKind | readonly SymbolKind[];
  /** A reference that may also be free text. */
  readonly 'x-soft'?: boolean;
  readonly 'x-path'?: PathKind;
  readonly 'x-snippet'?: string;
  readonly 'x-enumDescriptions'?: Readonly<Record<string, string>>;
  readonly 'x-list'?: ListName;
}

/**
 * The schemas that apply to `node` at once: `schema` itself, what it refers to, and the branch its condition chooses.
 * Without a node the `else` branch is taken: conditions in the bundled schemas describe the exceptional form.
 */
export function effective(root: JsonSchema, schema: JsonSchema, node: Node | undefined): JsonSchema[] {
  const all: JsonSchema[] = [];
  const queue: (JsonSchema | undefined)[] = [schema];
  for (let next = queue.shift(); next || queue.length > 0; next = queue.shift()) {
    if (!next || all.length > 20) continue;
    all.push(next);
    if (next.$ref) queue.push(root.definitions?.[next.$ref.replace('#/definitions/', '')]);
    if (next.if) queue.push(holds(next.if, node) ? next.then : next.else);
  }
  return all;
}

/** Whether what applies beside a schema depends on the node. */
export const isConditional = (schema: JsonSchema): boolean => schema.if !== undefined;

function holds(condition: JsonSchema, node: Node | undefined): boolean {
  const target = resolve(node);
  if (!target) return false;
  if (condition.type === 'object' && target.kind !== 'map') return false;
  if (condition.type === 'array' && target.kind !== 'seq') return false;
  if (condition.required?.some((key) => !findPair(target, key))) return false;
  return Object.entries(condition.properties ?? {}).every(([key, expected]) => {
    const value = resolve(findPair(target, key)?.value);
    if (value?.kind !== 'scalar') return !value && !condition.required?.includes(key);
    if (expected.const !== undefined) return value.value === expected.const;
    return expected.enum ? expected.enum.includes(value.value) : true;
  });
}

/** The schemas of the entry `key` of a mapping described by `schemas`. */
export function propertySchemas(schemas: readonly JsonSchema[], key: string): JsonSchema[] {
  const found: JsonSchema[] = [];
  for (const schema of schemas) {
    const own = schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const rest = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
    const chosen = own ?? rest;
    if (chosen) found.push(chosen);
  }
  return found;
}

/** The schemas that describe the value at `path`; empty when the schema does not know the path. */
export function schemasAt(
  root: JsonSchema,
  document: Node | undefined,
  path: readonly (string | number)[],
): JsonSchema[] {
  let current = effective(root, root, document);
  let node = document;
  for (const step of path) {
    const parent = resolve(node);
    node = parent?.kind === 'seq' ? parent.items[Number(step)] : findPair(parent, String(step))?.value;
    const next =
      typeof step === 'number'
        ? current.flatMap((schema) => (schema.items ? [schema.items] : []))
        : propertySchemas(current, step);
    current = next.flatMap((schema) => effective(root, schema, node));
  }
  return current;
}
