import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { check } from '../../server/src/core/check.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import { comparedWithCard } from '../../server/src/core/plan/plan-of-card.ts';
import type { WorkspaceFacts } from '../../server/src/core/workspace-facts.ts';
import { NOW } from '../support/golden.ts';

const BODY = `
## Uses
Ranks customers.

## Limitations
Not for new customers.

## Training
Twelve months of usage.

## Evaluation
Measured on June 2026.
`;
const FIELDS = { license: 'mit', pipeline_tag: 'tabular-classification', library_name: 'sklearn' };

/** The plan that a page shows beside its cards, if it shows one. */
function factsOn(page: string): WorkspaceFacts {
  const [, text] = /^```yaml plan\n([^]*?)^```$/m.exec(readFileSync(page, 'utf8')) ?? [];
  const [document] = text === undefined ? [] : readFile('production-plan', text).documents;
  const compared = comparedWithCard(document?.root, 'production-plan.yaml');
  return Object.assign(new Map(), { plansOfCard: compared ? [compared.plan] : [] });
}

interface Example {
  readonly language: string;
  readonly verdict: string;
  readonly text: string;
}

function examples(page: string): Example[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```(yaml|markdown) (bad|good)\n([^]*?)^```$/gm);
  return [...blocks].map(([, language = '', verdict = '', text = '']) => ({ language, verdict, text }));
}

/** An example is a part of a card; what it leaves out is filled with what no rule objects to. */
function cardWith({ language, text }: Example): string {
  if (language === 'markdown') {
    const fields = Object.entries(FIELDS).map(([key, value]) => `${key}: ${value}\n`);
    return `---\n${fields.join('')}---\n\n${text}${text.startsWith('# ') ? '' : BODY}`;
  }
  if (text.startsWith('---')) return text + BODY;
  const given = parse(text) as object;
  const others = Object.entries(FIELDS).filter(([key]) => !Object.hasOwn(given, key));
  return `---\n${others.map(([key, value]) => `${key}: ${value}\n`).join('')}${text}---\n${BODY}`;
}

for (const file of globSync('docs/rules/card/*.md').map((name) => name.replaceAll('\\', '/'))) {
  const id = file.slice('docs/rules/'.length, -'.md'.length);
  test(`the examples on the page of ${id} are what they say`, () => {
    const all = examples(file);
    assert.deepEqual([...new Set(all.map(({ verdict }) => verdict))].sort(), ['bad', 'good']);
    for (const example of all) {
      const card = readFile('huggingface-card', cardWith(example));
      const rules = new Set(check(card, { now: NOW, facts: factsOn(file), rules: {} }).map(({ rule }) => rule));
      assert.deepEqual([...rules], example.verdict === 'bad' ? [id] : [], example.text);
    }
  });
}
