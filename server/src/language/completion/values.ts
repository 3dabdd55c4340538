import { scalarText } from '../scalar-text.ts';
import { effective, propertySchemas, schemasAt, type JsonSchema } from '../../core/schema/json-schema.ts';
import { keyword } from '../../core/schema/walk.ts';
import { typeOf, valueLines } from '../snippets/entry.ts';
import { escapeText } from '../snippets/snippet.ts';
import { optional } from './keys.ts';
import type { Scene, Suggestion } from './context.ts';

/** The schemas of the value at the cursor, both of its usual and of its exceptional form. */
export function valueSchemas({ schema, place }: Scene): JsonSchema[] {
  if (place.role === 'key') return [];
  const last = place.path.at(-1);
  if (last === undefined) return effective(schema, schema, undefined);
  const parent = schemasAt(schema, place.root, place.path.slice(0, -1));
  const own =
    typeof last === 'number'
      ? parent.flatMap((candidate) => (candidate.items ? [candidate.items] : []))
      : propertySchemas(parent, last);
  return own.flatMap((candidate) => effective(schema, candidate, undefined));
}

/** A scalar written for the place: in the quotes that are open there, or in those it needs. */
export function written({ place, context }: Scene, value: string): string {
  const style = place.quote === '"' ? 'double' : place.quote === "'" ? 'single' : 'plain';
  return escapeText(scalarText(value, context.json ? 'double' : style));
}

/** Fixed values: those of an enum, a const, true and false. */
export function suggestFixedValues(scene: Scene): Suggestion[] {
  const schemas = valueSchemas(scene);
  const described = keyword(schemas, 'x-enumDescriptions') ?? {};
  const constant = keyword(schemas, 'const');
  const booleans = schemas.some((schema) => [schema.type].flat().includes('boolean')) ? [true, false] : [];
  const values: readonly unknown[] = keyword(schemas, 'enum') ?? (constant !== undefined ? [constant] : booleans);
  return values
    .filter((value) => !scene.place.present.has(String(value)))
    .map((value) => ({
      label: String(value),
      kind: 'value' as const,
      lines: [typeof value === 'string' ? written(scene, value) : String(value)],
      rank: 0,
      ...optional('documentation', described[String(value)]),
    }));
}

/** What a section or list begins with, where its value is still to come. */
export function suggestCollection(scene: Scene): Suggestion[] {
  const { place, style } = scene;
  const schemas = valueSchemas(scene);
  const type = typeOf(schemas);
  if (place.quote || place.typed !== '' || (type !== 'object' && type !== 'array')) return [];
  if (place.role === 'value' && !place.inFlow && !place.behindDash) return onNextLine(scene, schemas, type);
  const isItem = typeof place.path.at(-1) === 'number';
  const value = valueLines(schemas, style(place.inFlow));
  const lines = value.lines ?? [value.inline];
  if (place.inFlow) {
    const label = type === 'object' ? '{…}' : '[…]';
    return [{ label, kind: 'snippet', lines, detail: type === 'object' ? 'everything required' : 'list', rank: 0 }];
  }
  if (type === 'array') return isItem ? [] : [oneEntry(scene, schemas, lines)];
  return isItem ? [wholeItem(scene, lines)] : [];
}

/** The first item of a list that is written below its key. */
function oneEntry({ style }: Scene, schemas: readonly JsonSchema[], lines: readonly string[]): Suggestion {
  const items = schemas.flatMap((candidate) => (candidate.items ? [candidate.items] : []));
  const scalar = lines[0]?.startsWith('- ') ? undefined : valueLines(items, style(false)).inline;
  const written = scalar === undefined ? lines : [`- ${scalar}`];
  return { label: '- …', kind: 'snippet', lines: written, detail: 'one entry', rank: 0 };
}

/** An item of a list with what its list proposes, else with what is required. */
function wholeItem({ schema, place, style }: Scene, lines: readonly string[]): Suggestion {
  const list = schemasAt(schema, place.root, place.path.slice(0, -1));
  const proposed = keyword(list, 'x-snippet')?.startsWith('- ') ? valueLines(list, style(false)).lines : undefined;
  return {
    label: 'entry',
    kind: 'snippet',
    lines: proposed?.map((line) => line.slice(2)) ?? lines,
    detail: 'everything required',
    rank: 0,
  };
}

/** Behind `key: ` a collection starts on the next line, one level deeper than the key. */
function onNextLine({ place, style }: Scene, schemas: readonly JsonSchema[], type: string): Suggestion[] {
  const block = style(false);
  const text = valueLines(schemas, block);
  if (text.inline !== undefined)
    return [{ label: '[…]', kind: 'snippet', lines: [text.inline], detail: 'list', rank: 0 }];
  return [
    {
      label: type === 'array' ? '- …' : 'fields',
      kind: 'snippet',
      lines: ['', ...text.lines],
      detail: 'everything required',
      rank: 0,
      column: place.keyColumn + block.unit,
    },
  ];
}
