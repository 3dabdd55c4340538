import { scalarText } from '../scalar-text.ts';
import { effective, type JsonSchema, type SymbolKind } from '../../core/schema/json-schema.ts';
import { keyword } from '../../core/schema/walk.ts';
import { escapeChoice, escapeText, type SnippetWriter } from './snippet.ts';

/** How the text around an entry is written, and what may be filled in. */
export interface EntryStyle {
  readonly root: JsonSchema;
  readonly writer: SnippetWriter;
  /** Entries go on one line, in `{…}` and `[…]`. */
  readonly flow: boolean;
  readonly json?: boolean;
  /** Spaces per level. */
  readonly unit: number;
  /** ISO date to propose. */
  readonly today: string;
  /** Names that entries of a kind go by in this plan. */
  readonly names: (kind: SymbolKind) => readonly string[];
  /** Names of a kind that the plan uses and nothing defines yet. */
  readonly wanted: (kind: SymbolKind) => readonly string[];
}

/** Lines of `key: value`; the first starts at the key's column, the others are indented relative to it. */
export function entryLines(key: string, schemas: readonly JsonSchema[], style: EntryStyle): string[] {
  const written = escapeText(scalarText(key, style.json ? 'double' : 'plain'));
  const value = valueLines(schemas, style);
  if (value.inline !== undefined) return [`${written}: ${value.inline}`];
  return [`${written}:`, ...value.lines.map((line) => ' '.repeat(style.unit) + line)];
}

export type ValueText =
  | { readonly inline: string; readonly lines?: undefined }
  | { readonly inline?: undefined; readonly lines: readonly string[] };

/** A value with everything required in it, as a snippet: on the key's line, or below it. */
export function valueLines(candidates: readonly JsonSchema[], style: EntryStyle): ValueText {
  const schemas = candidates.flatMap((schema) => effective(style.root, schema, undefined));
  const snippet = keyword(schemas, 'x-snippet');
  const type = typeOf(schemas);
  if (snippet !== undefined && !style.flow && (type === 'object' || type === 'array'))
    return { lines: reindent(style.writer.embed(fitNames(snippet, schemas, style)), style.unit) };
  if (type === 'object') return objectText(schemas, style);
  if (type === 'array') return arrayText(schemas, style);
  return { inline: scalarSnippet(schemas, style) };
}

export function typeOf(schemas: readonly JsonSchema[]): string | undefined {
  const type = keyword(schemas, 'type');
  if (type !== undefined) return typeof type === 'string' ? type : type[0];
  if (schemas.some((schema) => schema.properties)) return 'object';
  return schemas.some((schema) => schema.items) ? 'array' : undefined;
}

/** A snippet written with two spaces per level, with `unit` of them; what stands behind a dash keeps its two. */
function reindent(snippet: string, unit: number): string[] {
  const levels: { from: number; to: number }[] = [{ from: 0, to: 0 }];
  return snippet.split('\n').map((line) => {
    const content = line.trimStart();
    const from = line.length - content.length;
    while (levels.length > 1 && (levels.at(-1)?.from ?? 0) > from) levels.pop();
    const level = levels.at(-1) ?? { from: 0, to: 0 };
    const to = level.from === from ? level.to : level.to + unit;
    if (level.from !== from) levels.push({ from, to });
    if (content.startsWith('- ')) levels.push({ from: from + 2, to: to + 2 });
    return ' '.repeat(to) + content;
  });
}

/** Sections needed beside required ones, because what is proposed for those refers to them. */
const COMPANIONS: Readonly<Record<string, string>> = { monitoring: 'dataSources' };

/** A snippet's proposed names, where the plan has others: those it refers to must exist, those it defines must be new. */
function fitNames(snippet: string, schemas: readonly JsonSchema[], style: EntryStyle): string {
  return snippet.replace(
    /^(\s*(?:- )?)(\w+): \$\{(\d+):([^}]*)\}$/gm,
    (line, lead: string, key: string, n: string, word: string) => {
      const property = findProperty(schemas, key, 0);
      const refers = property?.['x-refers'];
      const names = refers ? [...new Set([refers].flat().flatMap((kind) => style.names(kind)))] : [];
      if (names.length > 0 && !names.includes(word))
        return `${lead}${key}: \${${n}|${names
          .slice(0, 20)
          .map((name) => escapeChoice(scalarText(name)))
          .join(',')}|}`;
      const defines = property?.['x-defines'];
      return defines ? `${lead}${key}: \${${n}:${escapeText(scalarText(freeName(word, defines, style)))}}` : line;
    },
  );
}

/** The nearest property of that name in or below the schemas. */
function findProperty(schemas: readonly JsonSchema[], key: string, depth: number): JsonSchema | undefined {
  const own = schemas.map((schema) => schema.properties?.[key]).find((schema) => schema !== undefined);
  if (own || depth > 3 || schemas.length === 0) return own;
  const below = schemas.flatMap((schema) => [
    ...(schema.items ? [schema.items] : []),
    ...Object.values(schema.properties ?? {}),
  ]);
  return findProperty(below, key, depth + 1);
}

function requiredKeys(schemas: readonly JsonSchema[]): string[] {
  return [...new Set(schemas.flatMap((schema) => schema.required ?? []))];
}

/** The schemas of each property, in the order of the schema. */
export function propertiesOf(schemas: readonly JsonSchema[]): Map<string, JsonSchema[]> {
  const found = new Map<string, JsonSchema[]>();
  for (const schema of schemas) {
    for (const [key, property] of Object.entries(schema.properties ?? {}))
      found.set(key, [...(found.get(key) ?? []), property]);
  }
  return found;
}

function objectText(schemas: readonly JsonSchema[], style: EntryStyle): ValueText {
  const properties = propertiesOf(schemas);
  const required = requiredKeys(schemas).flatMap((key) => {
    const companion = COMPANIONS[key];
    return companion !== undefined && properties.has(companion) ? [companion, key] : [key];
  });
  const entries = required.map((key) => entryLines(key, properties.get(key) ?? [], style));
  if (style.flow) return { inline: `{${entries.flat().join(', ') || style.writer.placeholder()}\\}` };
  if (entries.length === 0) return { lines: [style.writer.placeholder()] };
  return { lines: entries.flat() };
}

function arrayText(schemas: readonly JsonSchema[], style: EntryStyle): ValueText {
  const items = schemas
    .flatMap((schema) => (schema.items ? [schema.items] : []))
    .flatMap((item) => effective(style.root, item, undefined));
  if (style.flow || typeOf(items) !== 'object') {
    const inner = valueLines(items, { ...style, flow: true });
    return { inline: `[${inner.inline ?? ''}]` };
  }
  const inner = valueLines(items, style);
  const lines = inner.lines ?? [inner.inline];
  return { lines: lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)) };
}

function scalarSnippet(schemas: readonly JsonSchema[], style: EntryStyle): string {
  const { writer } = style;
  const quote = (value: unknown): string =>
    typeof value === 'string' ? scalarText(value, style.json ? 'double' : 'plain') : String(value);
  const constant = keyword(schemas, 'const');
  if (constant !== undefined) return escapeText(quote(constant));
  const allowed = keyword(schemas, 'enum');
  if (allowed) return writer.choice(allowed.map(quote));
  if (typeOf(schemas) === 'boolean') return writer.choice(['true', 'false']);
  const refers = keyword(schemas, 'x-refers');
  const names = refers ? [refers].flat().flatMap((kind) => style.names(kind)) : [];
  if (names.length > 0) return writer.choice([...new Set(names)].slice(0, 20).map(quote));
  if (keyword(schemas, 'format') === 'date') return writer.placeholder(quote(style.today));
  // A license nobody chose must not be proposed.
  const example: unknown = keyword(schemas, 'x-list') === 'licenses' ? 'unknown' : keyword(schemas, 'examples')?.[0];
  if (example === undefined || typeof example === 'object') return writer.placeholder();
  const defines = keyword(schemas, 'x-defines');
  return writer.placeholder(
    quote(defines && typeof example === 'string' ? freeName(example, defines, style) : example),
  );
}

/** A name to give: one that is used already but defined nowhere, else `name`, or `name-2` and so on where that is taken. */
function freeName(name: string, kind: SymbolKind, style: EntryStyle): string {
  const [wanted] = style.wanted(kind);
  if (wanted !== undefined) return wanted;
  const taken = style.names(kind);
  let free = name;
  for (let number = 2; taken.includes(free); number++) free = `${name}-${number}`;
  return free;
}
