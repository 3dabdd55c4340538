import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A folder of JSON schemas that others publish for their formats; tests use it where it is there. */
const FOLDER = process.env['PRODUCTION_FIRST_SCHEMAS'] ?? path.resolve('../shared/crd-schemas');

const OPTIONS = {
  strict: false,
  allErrors: true,
  logger: false,
  validateFormats: false,
  unicodeRegExp: false,
  code: {
    // Patterns are written for Go, which says within a pattern that case does not matter.
    regExp: Object.assign(
      (pattern: string, flags: string) =>
        pattern.includes('(?i)') ? new RegExp(pattern.replaceAll('(?i)', ''), `${flags}i`) : new RegExp(pattern, flags),
      { code: '0' },
    ),
  },
} as const;

/** Large ones take seconds to compile. */
const compiled = new Map<string, ValidateFunction>();

function validatorOf(file: string): ValidateFunction {
  const read = JSON.parse(readFileSync(file, 'utf8')) as AnySchema & { readonly $schema?: string };
  const ajv = read.$schema?.includes('2019-09') ? new Ajv2019(OPTIONS) : new Ajv(OPTIONS);
  const validate = compiled.get(file) ?? ajv.compile(read);
  compiled.set(file, validate);
  return validate;
}

/** What is wrong with a document by one of those schemas; empty where nothing is, or the schema is not there. */
export function problemsBy(schema: string, document: unknown): string[] {
  const file = path.join(FOLDER, schema);
  if (!existsSync(file)) return [];
  const validate = validatorOf(file);
  validate(document);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}

/** Whether there is something to judge by: a broken document is refused. */
export const hasSchemas = (): boolean => existsSync(FOLDER);
