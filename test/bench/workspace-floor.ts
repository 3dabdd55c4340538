// The least that any checker of these files does, in a process of its own: read, parse, validate. Arguments: plans.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const schemaOf = (name: string): object => JSON.parse(readFileSync(`schemas/${name}`, 'utf8')) as object;
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const plan = ajv.compile(schemaOf('production-plan.schema.json'));
const card = ajv.compile(schemaOf('huggingface-card.schema.json'));
let [valid, bytes] = [0, 0];
for (const file of readFileSync(0, 'utf8').trim().split('\n')) {
  const folder = path.dirname(file);
  const code = readFileSync(path.join(folder, 'src/train.py'), 'utf8');
  const front = /^---\n([\s\S]*?)\n---/.exec(readFileSync(path.join(folder, 'MODEL_CARD.md'), 'utf8'))?.[1] ?? '';
  bytes += code.length;
  valid += Number(plan(parse(readFileSync(file, 'utf8')))) + Number(card(parse(front)));
}
console.log(JSON.stringify({ valid, bytes }));
