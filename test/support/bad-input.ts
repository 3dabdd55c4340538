import { readFileSync } from 'node:fs';

export interface BadInput {
  readonly name: string;
  readonly text: string;
  /** A rule that must be among the findings; undefined where the input is odd but sound. */
  readonly rule?: string;
  /** At most this many findings: one mistake is told once. */
  readonly most?: number;
}

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const lines = full.split('\n');

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);
const bomb = [
  'a: &a0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 12 }, (_, i) => `b${i}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`),
].join('\n');
const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const wrongEverywhere = full
  .replace(/^( +)(\w+): ([^\s{["#][^#\n]*)$/gm, (_all, indent: string, key: string) => `${indent}${key}: [[{}], null]`)
  .replaceAll('[src/train.py#train]', '{a: 1}');

/** Texts a plan can become by accident or malice. */
export const BAD_PLANS: readonly BadInput[] = [
  { name: 'empty', text: '', most: 20 },
  { name: 'blank lines', text: '\n\n  \n' },
  { name: 'a comment alone', text: '# later\n' },
  { name: 'tab indentation', text: full.replace('    name: churn', '\tname: churn'), rule: 'syntax/yaml', most: 12 },
  { name: 'byte order mark', text: `\uFEFF${full}`, most: 0 },
  { name: 'CRLF', text: full.replaceAll('\n', '\r\n'), most: 0 },
  { name: 'lone carriage returns', text: full.replaceAll('\n', '\r'), most: 20 },
  {
    name: 'duplicate key',
    text: full.replace('  rollback:\n', '  rollback:\n    target: previous\n'),
    rule: 'syntax/yaml',
    most: 1,
  },
  {
    name: 'anchors and merge keys',
    text: full
      .replace('cost: {budget: 900,', 'cost: &cost {budget: 900,')
      .replace('  risks:', '  slos2: *cost\n  risks:'),
    most: 3,
  },
  { name: 'alias bomb', text: bomb, rule: 'syntax/limit', most: 20 },
  { name: 'an alias of itself', text: 'spec: &s\n  model: *s\n', rule: 'syntax/yaml' },
  { name: 'an alias of nothing', text: full.replace('metric: auc', 'metric: *nothing'), rule: 'syntax/yaml', most: 2 },
  { name: 'flow nested 200 deep', text: `spec: ${nested('[', ']', 200)}`, rule: 'syntax/limit' },
  { name: 'flow nested 100,000 deep', text: nested('[', ']', 100_000), rule: 'syntax/limit' },
  { name: 'open brackets without end', text: '{'.repeat(50_000), rule: 'syntax/limit' },
  { name: 'block nested 3,000 deep', text: many(3_000, (i) => `${' '.repeat(i)}a:`), rule: 'syntax/limit' },
  { name: 'sequences nested in one line', text: '- '.repeat(20_000), rule: 'syntax/limit' },
  {
    name: '20,000 keys in one map',
    text: many(20_000, (i) => `key_${i}: ${i}`),
    rule: 'schema/unknown-key',
    most: 1_000,
  },
  { name: '20,000 equal keys', text: many(20_000, () => 'metadata: 1'), rule: 'syntax/yaml', most: 1_000 },
  { name: '20,000 documents', text: many(20_000, () => '---\nkind: x'), most: 1_000 },
  { name: '10 MB', text: full + `# ${'x'.repeat(78)}\n`.repeat(125_000), rule: 'syntax/limit', most: 1 },
  { name: 'one line of 1.9 million characters', text: `spec: ${'x'.repeat(1_900_000)}` },
  { name: 'a flow list of 300,000 numbers', text: `spec: [${'1,'.repeat(300_000)}]` },
  {
    name: 'merge conflict',
    text: [
      ...lines.slice(0, 9),
      '<<<<<<< HEAD',
      lines[9],
      '=======',
      '  x: 1',
      '>>>>>>> other',
      ...lines.slice(10),
    ].join('\n'),
    rule: 'syntax/yaml',
    most: 1,
  },
  { name: 'binary', text: 'GIF89a\u0001\u0000\u0000\u0000ÿþ\u0000', rule: 'syntax/yaml', most: 1 },
  {
    name: 'control characters',
    text: full.replace('churn-classifier', 'churn\u0007\u001b[31m'),
    rule: 'schema/format',
    most: 3,
  },
  { name: 'unpaired surrogates', text: full.replace('Customer churn', '\uD83D churn \uDE00'), most: 1 },
  { name: 'wrong types everywhere', text: wrongEverywhere, rule: 'schema/wrong-type' },
  { name: 'a list as root', text: '- a\n- b\n', rule: 'schema/wrong-type', most: 1 },
  { name: 'a word as root', text: 'hello\n', rule: 'schema/wrong-type', most: 1 },
  {
    name: 'prototype names',
    text: `${full}\n__proto__: {x: 1}\nconstructor: 1\ntoString: 2\n`,
    rule: 'schema/unknown-key',
    most: 3,
  },
  {
    name: 'prototype names inside',
    text: full.replace('tier: "1"', '__proto__: "1", constructor: "2", hasOwnProperty: "3"'),
    most: 0,
  },
  {
    name: '$schema and $ref',
    text: `$schema: http://127.0.0.1:9/schema.json\n${full.replace('    name: churn\n', '    name: churn\n    $ref: file:///etc/passwd\n')}`,
    rule: 'schema/unknown-key',
    most: 2,
  },
  {
    name: 'a schema comment',
    text: `# yaml-language-server: $schema=http://127.0.0.1:9/schema.json\n${full}`,
    most: 0,
  },
  {
    name: 'paths that leave the workspace',
    text: full
      .replace('MODEL_CARD.md', '../../../../../../etc/passwd')
      .replace('src/train.py#train', '/etc/passwd#root'),
    rule: 'file/outside-workspace',
    most: 2,
  },
  { name: 'custom tags', text: full.replace('name: churn\n', 'name: !!js/function "function(){}"\n'), most: 3 },
  {
    name: 'a %YAML 1.1 directive',
    text: `%YAML 1.1\n---\n${full.replace('automatic: true', 'automatic: yes')}`,
    most: 2,
  },
  {
    name: 'unclosed quote',
    text: full.replace('Share of subscribers who renew.', '"Share of subscribers'),
    rule: 'syntax/yaml',
  },
  {
    name: 'a catastrophic pattern',
    text: full
      .replace('schedule: "0 3 1 * *"', `schedule: "${'1-'.repeat(5_000)}"`)
      .replace('for: 1d', `for: ${'1d'.repeat(20_000)}`),
    rule: 'schema/format',
    most: 3,
  },
];
