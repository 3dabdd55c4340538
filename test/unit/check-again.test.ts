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
        { numRuns: 12 },
      );
    });
  }
});

interface Named {
  readonly id: number;
  readonly name: string;
}

/** A plan of two long lists, of which one names entries of the other. */
function listsOf(indicators: readonly Named[], alerts: readonly Named[]): string {
  const indicator = ({ name }: Named): string =>
    `      - {name: ${name}, role: quality, source: history, metric: m, objective: maximize, critical: 0.85}\n`;
  const alert = ({ id, name }: Named): string =>
    `      - {name: A${id}, indicator: ${name}, severity: critical, op: lt, threshold: 0.85, for: 1d, notify: [oncall], runbook: docs/runbook.md}\n`;
  return full
    .replace('      - name: retention\n', (found) => indicators.map(indicator).join('') + found)
    .replace('      - {name: ChurnTenureDrift,', (found) => alerts.map(alert).join('') + found);
}

test('names that come, go and move in long lists lead where they lead in a file just opened', () => {
  const all = Array.from({ length: 130 }, (_, id) => ({ id, name: `i${id}` }));
  // Few, so that steps meet, in different parts of the lists.
  const places = fc.constantFrom(3, 4, 40, 100);
  const step = fc.record({
    list: fc.nat({ max: 1 }),
    kind: fc.constantFrom('rename', 'restore', 'remove', 'move'),
    from: places,
    to: places,
    isChecked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
      const lists: [Named[], Named[]] = [[...all], [...all]];
      let file = readFile('production-plan', listsOf(...lists));
      check(file, OPTIONS);
      for (const { list, kind, from, to, isChecked } of steps) {
        const entries = lists[list] ?? [];
        const [entry = { id: 0, name: '' }] = entries.splice(from, 1);
        if (kind === 'rename') entries.splice(from, 0, { id: entry.id, name: `i${to}` });
        if (kind === 'restore') entries.splice(from, 0, { id: entry.id, name: `i${entry.id}` });
        if (kind === 'move') entries.splice(to, 0, entry);
        file = readFile('production-plan', listsOf(...lists), file);
        if (isChecked) check(file, OPTIONS);
      }
      assert.deepEqual(check(file, OPTIONS), check(readFile('production-plan', file.text), OPTIONS));
    }),
    { numRuns: 10 },
  );
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
