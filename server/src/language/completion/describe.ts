import type { JsonSchema } from '../../core/schema/json-schema.ts';
import { keyword } from '../../core/schema/walk.ts';
import { typeOf } from '../snippets/entry.ts';

const TYPES: Readonly<Record<string, string>> = {
  object: 'section',
  array: 'list',
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
};

/** A place's type in two or three words, e.g. `duration, required`. */
export function detailOf(schemas: readonly JsonSchema[], required: boolean): string {
  const type = TYPES[typeOf(schemas) ?? ''] ?? 'value';
  const format = keyword(schemas, 'format');
  const refers = keyword(schemas, 'x-refers');
  const path = keyword(schemas, 'x-path');
  const form = keyword(schemas, 'enum')
    ? 'one of a list'
    : refers
      ? 'name'
      : path
        ? 'path'
        : format && format !== 'rfc1123-label'
          ? FORMS[format]
          : undefined;
  return `${form ?? type}${required ? ', required' : ''}`;
}

const FORMS: Readonly<Record<string, string>> = {
  duration: 'duration',
  date: 'date',
  cron: 'cron schedule',
  uri: 'URL',
  'backstage-ref': 'team or person',
};

/** What the schema says of a place, as Markdown. */
export function documentationOf(schemas: readonly JsonSchema[]): string | undefined {
  const parts: string[] = [];
  const description = keyword(schemas, 'description');
  if (description) parts.push(description);
  const unit = keyword(schemas, 'x-unit');
  if (unit) parts.push(`Unit: ${unit}.`);
  const example: unknown = keyword(schemas, 'examples')?.[0];
  if (['string', 'number', 'boolean'].includes(typeof example)) parts.push(`Example: \`${String(example)}\``);
  const source = keyword(schemas, 'x-source');
  if (source) parts.push(`Term from ${source}.`);
  return parts.length > 0 ? parts.join('\n\n') : undefined;
}
