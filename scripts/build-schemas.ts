// Compiles the JSON Schemas to plain functions, so that nothing is compiled (and no `new Function` runs) in the editor.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';
import { SCHEMAS, VOCABULARY } from './lib/schema-vocabulary.ts';

const OUT = 'server/src/core/schema/generated';
/** Named forms of strings; server/src/core/schema/formats.ts checks them and words the findings. */
const FORMATS = ['duration', 'date', 'cron', 'uri', 'rfc1123-label', 'backstage-ref', 'path', 'path-symbol'];

// A CommonJS module with `exports.default`: types and Node disagree on what its default import is.
const standalone = (standaloneModule as unknown as { default: (ajv: Ajv, validate: unknown) => string }).default;

mkdirSync(OUT, { recursive: true });
for (const [name, file] of Object.entries(SCHEMAS)) {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    code: { source: true, esm: true },
    formats: Object.fromEntries(FORMATS.map((format) => [format, true])),
  });
  ajv.addVocabulary([...VOCABULARY]);
  const validate = ajv.compile(JSON.parse(readFileSync(`schemas/${file}.schema.json`, 'utf8')) as AnySchema);
  const imports: string[] = [];
  const code = standalone(ajv, validate)
    .replace(/const (\w+) = require\("([^"]+)"\)\.default;/g, (_all, constant: string, module: string) => {
      imports.push(`import ${constant}_module from "${module}.js";`);
      return `const ${constant} = ${constant}_module.default;`;
    })
    .replace(/^"use strict";/, '')
    .replace('export const validate = ', 'const compiled = ')
    .replace(/export default \w+;/, '');
  if (/\brequire\(|new Function/.test(code))
    throw new Error(`${name}: the compiled schema needs run-time code that must not ship`);
  // In a function, so that a format nobody has open costs its text only.
  const lazily = `let compiled;
export function validate(value) {
  compiled ??= compile();
  const isValid = compiled(value);
  validate.errors = compiled.errors;
  return isValid;
}
function compile() {${code}
return compiled;}
`;
  writeFileSync(`${OUT}/${name}.js`, [...imports, lazily].join('\n'));
  writeFileSync(`${OUT}/${name}.d.ts`, 'export declare const validate: (value: unknown) => boolean;\n');
}
