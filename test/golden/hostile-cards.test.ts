import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from '../support/golden.ts';

const BODY = '\n# Churn\n\n## Uses\nA.\n\n## Limitations\nB.\n\n## Training\nC.\n\n## Evaluation\nD.\n';
const FIELDS = 'license: mit\npipeline_tag: tabular-classification\nlibrary_name: sklearn\n';
const card = (fields: string, body = BODY): string => `---\n${fields}---\n${body}`;
const times = (count: number, rule: string): string[] => Array.from({ length: count }, () => rule);
const keys = (value: string): string => Array.from({ length: 20_000 }, (_, i) => `key${i}: ${value}\n`).join('');

/** By what is hostile about it: the text, and the rules that find something, in order and as often as they do. */
const CARDS: Readonly<Record<string, readonly [text: string, ...found: string[]]>> = {
  'nothing hostile': [card(FIELDS)],
  'a byte-order mark': [`\uFEFF${card(FIELDS)}`],
  'carriage returns alone': [card(FIELDS).replaceAll('\n', '\r'), 'syntax/yaml'],
  'front matter that is never closed': [`---\n${FIELDS}${BODY}`, 'syntax/yaml'],
  'front matter closed by dots': [`---\n${FIELDS}...\n${BODY}`, 'syntax/yaml'],
  'a tab for indentation': [card(`${FIELDS}tags:\n\t- churn\n`), 'syntax/yaml'],
  'front matter that is a list': ['---\n# a list\n- license: mit\n---\n' + BODY, 'schema/wrong-type'],
  'binary front matter': [card(`${FIELDS}tags: ["\0\u0001"]\n`), 'syntax/yaml'],
  'a binary body': [card(FIELDS, `${BODY}\0\u0001\uD800\n`)],
  'keys of Object.prototype': [card(`${FIELDS}__proto__: {a: 1}\nconstructor: x\nhasOwnProperty: 1\n`)],
  'results in __proto__': [
    card(`${FIELDS}model-index: [{__proto__: {name: x, results: []}}]\n`),
    ...times(2, 'card/model-index'),
  ],
  'text in place of results': [card(`${FIELDS}model-index: soon\n`), 'schema/wrong-type'],
  'an alias that contains itself': [card(`${FIELDS}model-index: &a [*a]\n`), 'syntax/yaml'],
  'a merge conflict': [card(`<<<<<<< HEAD\n${FIELDS}=======\n>>>>>>> b\n`), 'syntax/yaml'],
  '20,000 keys': [card(FIELDS + keys('1'))],
  '20,000 placeholders': [
    card(FIELDS + keys('TODO')),
    ...times(999, 'card/placeholder'),
    'syntax/limit',
  ],
  'a body of 5 million characters': [card(FIELDS, '## Uses\n`a` <!-- b -->\n'.repeat(220_000)), 'syntax/limit'],
  'front matter of 5 million characters': [card(`license: ${'m'.repeat(5_000_000)}\n`), 'syntax/limit'],
  'a line of 1.9 million marks': [card(FIELDS, `${BODY}${'#'.repeat(1_900_000)}\n`)],
  '400,000 comments that never close': [card(FIELDS, BODY + '<!--'.repeat(400_000))],
  '950,000 code spans': [card(FIELDS, BODY + '`a'.repeat(950_000))],
  '950,000 pairs of open braces': [card(FIELDS, BODY + '{{'.repeat(950_000))],
  'a heading of 475,000 words': [card(FIELDS, `${BODY}\n## ${'use '.repeat(475_000)}\n`)],
  '475,000 beginnings of a token': [card(FIELDS, BODY + 'eyJ-'.repeat(475_000))],
  'a field of 60,000 beginnings of a token': [card(`${FIELDS}thumbnail: ${'eyJ-'.repeat(60_000)}\n`)],
  '20,000 languages nobody speaks': [
    card(`${FIELDS}language: [${Array.from({ length: 20_000 }, (_, i) => `nobody${i}`).join()}]\n`),
    ...times(999, 'card/unknown-language'),
    'syntax/limit',
  ],
  '300,000 headings': [card(FIELDS, BODY + '## a\n'.repeat(300_000))],
};

const TOOLKIT: typeof CARDS = {
  'an empty file': [''],
  'a list': ['[1]', 'schema/wrong-type'],
  'a card cut short': ['{"model_details": {"name": "x"', 'syntax/yaml'],
  '20,000 licenses nobody gives': [
    `{"model_details": {"licenses": [${times(20_000, '{"identifier": "Apache-22.0"}').join()}]}}`,
    ...times(6, 'card/missing-field'),
    ...times(993, 'card/unknown-license'),
    'syntax/limit',
  ],
  'wrong types everywhere': [
    '{"model_details": 1, "model_parameters": [], "quantitative_analysis": "x", "considerations": true}',
    ...times(4, 'schema/wrong-type'),
  ],
};

for (const [file, cases] of [
  ['MODEL_CARD.md', CARDS],
  ['model-card.json', TOOLKIT],
] as const) {
  for (const [what, [text, ...found]] of Object.entries(cases)) {
    test(`${file} with ${what} gets one clear answer`, async () => {
      const started = performance.now();
      const problems = await findings(`/nowhere/${file}`, text);
      const rules = problems.map((problem) => problem.rule);
      assert.deepEqual(rules.slice(0, 5), found.slice(0, 5), JSON.stringify(problems.slice(0, 5)));
      assert.equal(rules.length, found.length);
      for (const { span } of problems) {
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= Math.max(1, text.length));
      }
      // Far above what it takes, far below what reading in quadratic time would.
      assert.ok(performance.now() - started < 8_000);
    });
  }
}

test('no prefix of a card makes the checks throw', async () => {
  const results = 'model-index:\n  - name: x\n    results: [{task: {type: other}, dataset: {}, metrics: [{}]}]\n';
  const text = card(FIELDS + results, `${BODY}\n\`\`\`\n{{ a }}\n\`\`\`\n<!-- TODO -->\nTODO\n---\n`);
  for (let length = 0; length <= text.length; length++) {
    await findings('/nowhere/MODEL_CARD.md', text.slice(0, length));
  }
});
