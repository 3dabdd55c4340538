import { scalarText } from '../scalar-text.ts';
import { effective, schemasAt, type JsonSchema } from '../../core/schema/json-schema.ts';
import { keyword } from '../../core/schema/walk.ts';
import { entryLines, propertiesOf, typeOf } from '../snippets/entry.ts';
import { escapeText } from '../snippets/snippet.ts';
import type { Scene, Suggestion } from './context.ts';
import { detailOf, documentationOf } from './describe.ts';

/** Keys not written yet in the mapping at the cursor; required ones first, each with what it must hold. */
export function suggestKeys(scene: Scene): Suggestion[] {
  const { place, schema } = scene;
  if (place.role === 'value') return [];
  const schemas = mappingSchemas(scene);
  const required = new Set(schemas.flatMap((candidate) => candidate.required ?? []));
  const found: Suggestion[] = [];
  for (const [key, own] of propertiesOf(schemas)) {
    if (place.present.has(key)) continue;
    const property = own.flatMap((candidate) => effective(schema, candidate, undefined));
    const type = typeOf(property);
    found.push({
      label: key,
      kind: type === 'object' || type === 'array' ? 'section' : 'field',
      lines: keyLines(scene, key, own),
      detail: detailOf(property, required.has(key)),
      rank: required.has(key) ? 0 : 1,
      ...optional('documentation', documentationOf(property)),
      ...optional('deprecated', keyword(property, 'deprecated')),
    });
  }
  return found;
}

/** While nothing is written the mapping's form is open, so that of the exceptional branch is offered as well. */
function mappingSchemas({ schema, place }: Scene): JsonSchema[] {
  const schemas = schemasAt(schema, place.root, place.path);
  if (place.role !== 'either') return schemas;
  const open = schemas.flatMap((candidate) => effective(schema, candidate, undefined));
  return [...new Set([...open, ...schemas])];
}

function keyLines({ place, context, style }: Scene, key: string, schemas: readonly JsonSchema[]): string[] {
  if (place.quote) {
    const escaped = escapeText(JSON.stringify(key).slice(1, -1));
    return [`${place.quote}${escaped}${place.quote}${place.hasColon ? '' : ': '}`];
  }
  if (place.hasColon) return [escapeText(scalarText(key, context.json ? 'double' : 'plain'))];
  return entryLines(key, schemas, style(place.inFlow));
}

export function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
}
