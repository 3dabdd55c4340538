import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../server/src/core/check.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import type { WorkspaceFacts } from '../../server/src/core/workspace-facts.ts';
import { planOf, withAnchors } from '../bench/plans.ts';
import { edit, edits } from '../support/edits.ts';

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const facts: WorkspaceFacts = new Map([['docs/runbook.md', { state: 'missing' }]]);
const OPTIONS = { now: Date.UTC(2026, 5, 1), facts, rules: {} };

/** Lists whose entries have faults of all kinds: of form, of names, of values, keys written twice, aliases. */
const faulty = full
  .replaceAll(/critical: 0\.\d+/g, (found, at: number) =>
    at % 3 === 0 ? 'critical: 7' : at % 3 === 1 ? 'critical: high' : found,
  )
  .replaceAll(/labelDelay: 7d/g, 'labelDelay: a week\n        labelDelay: 7d')
  .replaceAll(/source: history/g, 'source: histroy');

const texts: Readonly<Record<string, string>> = {
  'a sound plan': full,
  'one with lists of many entries': planOf(400),
  'one with faults in most entries': faulty,
  'one with anchors': planOf(300)
    .replace('name: extra_3\n', 'name: &third extra_3\n')
    .replace('indicator: extra_3,', 'indicator: *third,'),
  'one with many anchors, and faults behind them': withAnchors(40)
    .replace(': &c7 0.85', ': &c7 0.95')
    .replace('threshold: *c3', 'threshold: *c4')
    .replaceAll('source: history', 'source: histroy'),
};

describe('what is found after edits is what is found in a file just opened', () => {
  for (const [name, text] of Object.entries(texts)) {
    test(name, () => {
      fc.assert(
        fc.property(edits, (steps) => {
          let file = readFile('production-plan', text);
          check(file, OPTIONS);
          for (const step of steps) {
            // Every other state is checked, as hovers and completions read files that nobody checks.
            file = readFile('production-plan', edit(file.text, step), file);
            const fresh = readFile('production-plan', file.text);
            assert.deepEqual(check(file, OPTIONS), check(fresh, OPTIONS));
          }
        }),
        { numRuns: 40 },
      );
    });
  }
});

test('an entry that is moved to another place keeps nothing of the old one', () => {
  const [before, moved] = [planOf(300), planOf(300).replace('name: extra_4\n', 'name: extra_5\n')];
  const file = readFile('production-plan', before);
  check(file, OPTIONS);
  const duplicated = readFile('production-plan', moved, file);
  const lines = moved.split('\n');
  const longer = ['# a comment', '', ...lines].join('\n');
  const further = readFile('production-plan', longer, duplicated);
  assert.deepEqual(check(duplicated, OPTIONS), check(readFile('production-plan', moved), OPTIONS));
  assert.deepEqual(check(further, OPTIONS), check(readFile('production-plan', longer), OPTIONS));
  assert.ok(check(further, OPTIONS).some(({ rule }) => rule === 'reference/duplicate-name'));
});
