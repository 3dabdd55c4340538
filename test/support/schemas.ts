import { readFileSync } from 'node:fs';
import type { JsonSchema } from '../../server/src/core/schema/json-schema.ts';
import { SCHEMAS } from '../../scripts/lib/schema-vocabulary.ts';

/** A part of a schema that describes a value, and where that value is in a document. */
export interface Described {
  /** `spec.rollout.steps[]`; `<then>` and `<else>` name the branches of a condition. */
  readonly path: string;
  readonly schema: JsonSchema;
}

export const SCHEMA_FILES: readonly string[] = Object.values(SCHEMAS).map((name) => `schemas/${name}.schema.json`);

export const readSchema = (file: string): JsonSchema => JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;

/** Every property, item and branch of `schema`, outermost first. */
export function described(schema: JsonSchema, path = ''): Described[] {
  const below = [
    ...Object.entries(schema.properties ?? {}).map(([key, child]) => [path ? `${path}.${key}` : key, child] as const),
    ...(schema.items ? [[`${path}[]`, schema.items] as const] : []),
    ...(typeof schema.additionalProperties === 'object' ? [[`${path}.*`, schema.additionalProperties] as const] : []),
    ...(schema.then ? [[`${path}<then>`, schema.then] as const] : []),
    ...(schema.else ? [[`${path}<else>`, schema.else] as const] : []),
    ...Object.entries(schema.definitions ?? {}).map(([name, child]) => [`#/definitions/${name}`, child] as const),
  ];
  return [{ path, schema }, ...below.flatMap(([at, child]) => described(child, at))];
}
