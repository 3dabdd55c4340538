import type { Path } from '../../core/problem.ts';
import { schemasAt, type JsonSchema } from '../../core/schema/json-schema.ts';
import { keyword } from '../../core/schema/walk.ts';
import { code, paragraph, type Block, type Inline } from './markup.ts';
import type { Node } from '../../core/document/node.ts';

const MAX_VALUES = 30;

/** What a field is for, as its schema tells: for its key everything, beside its value only what it is. */
export function describeField(
  schema: JsonSchema,
  root: Node | undefined,
  path: Path,
  schemas: readonly JsonSchema[],
  detail: 'full' | 'short',
): Block[] {
  const description = keyword(schemas, 'description');
  if (description === undefined) return [];
  const title: Inline[] = [{ strong: nameOf(path) }];
  const blocks: Block[] = [];
  if (detail === 'short') return [paragraph(...title, ` — ${description}`)];
  const facts = [typeOf(schemas), isRequired(schema, root, path) ? 'required' : 'optional'].filter(
    (fact) => fact !== '',
  );
  blocks.push(paragraph(...title, ` (${facts.join(', ')})`), paragraph(description));
  const values = allowedValues(schemas);
  if (values.length > 0) blocks.push({ list: values });
  const needs = schemas.flatMap(({ required }) => required ?? []);
  if (needs.length > 0) blocks.push(paragraph('Needs ', ...separated([...new Set(needs)].map(code)), '.'));
  blocks.push(...origin(schemas));
  return blocks;
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (typeof last === 'string') return last;
  const list = path.findLast((step) => typeof step === 'string');
  return list === undefined ? 'plan' : `entry of ${list}`;
}

/** Unit, the system the term comes from, and an example. */
function origin(schemas: readonly JsonSchema[]): Block[] {
  const unit = keyword(schemas, 'x-unit');
  const source = keyword(schemas, 'x-source');
  const standard = keyword(schemas, 'default');
  const [example] = keyword(schemas, 'examples') ?? [];
  const lines: Inline[][] = [];
  if (unit !== undefined) lines.push([`Unit: ${unit}`]);
  if (standard !== undefined) lines.push(['Default: ', code(JSON.stringify(standard))]);
  if (typeof example === 'string' || typeof example === 'number' || typeof example === 'boolean')
    lines.push(['Example: ', code(String(example))]);
  if (source !== undefined) lines.push([`Term: ${source}`]);
  return lines.length > 0 ? [{ list: lines }] : [];
}

function allowedValues(schemas: readonly JsonSchema[]): Inline[][] {
  const constant = keyword(schemas, 'const');
  const values = constant === undefined ? keyword(schemas, 'enum') : [constant];
  const meanings = keyword(schemas, 'x-enumDescriptions') ?? {};
  return (values ?? []).slice(0, MAX_VALUES).map((value) => {
    const meaning = meanings[String(value)];
    return meaning === undefined ? [code(String(value))] : [code(String(value)), ` — ${meaning}`];
  });
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'section',
  array: 'list',
  string: 'text',
  boolean: 'true or false',
  integer: 'whole number',
};
const FORMATS: Readonly<Record<string, string>> = {
  date: 'date',
  duration: 'duration',
  cron: 'cron schedule',
  uri: 'address',
};

function typeOf(schemas: readonly JsonSchema[]): string {
  const format = FORMATS[keyword(schemas, 'format') ?? ''];
  if (format !== undefined) return format;
  const type = keyword(schemas, 'type') ?? [];
  const types = (typeof type === 'string' ? [type] : type).filter((name) => name !== 'null');
  return types.map((name) => TYPES[name] ?? name).join(' or ');
}

function isRequired(schema: JsonSchema, root: Node | undefined, path: Path): boolean {
  const key = path.at(-1);
  if (typeof key !== 'string') return false;
  return schemasAt(schema, root, path.slice(0, -1)).some(({ required }) => required?.includes(key));
}

const separated = (pieces: readonly Inline[]): Inline[] =>
  pieces.flatMap((piece, index) => (index === 0 ? [piece] : [', ', piece]));
