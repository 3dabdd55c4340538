// The least that validates plans, in a process of its own: read, parse, compile the schema, validate. Input: a path per line.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const schema = JSON.parse(readFileSync('schemas/production-plan.schema.json', 'utf8')) as object;
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
const files = readFileSync(0, 'utf8').trim().split('\n');
const invalid = files.filter((file) => !validate(parse(readFileSync(file, 'utf8'))));
if (invalid.length > 0) throw new Error(`not valid: ${invalid.join(', ')}`);
