import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../server/src/core/check.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import { FULL_PLAN } from '../support/full-plan.ts';

/** `rule text` of each finding in the full plan after one replacement, `text` being what is underlined. */
function findings(before: string, after: string): string[] {
  assert.ok(FULL_PLAN.includes(before));
  const text = FULL_PLAN.replace(before, after);
  const problems = check(readFile('production-plan', text), { now: 0, facts: new Map(), rules: {} });
  return problems.map(({ rule, span }) => `${rule} ${text.slice(span.start, span.end)}`);
}

test('a misspelt required key is not missing as well', () => {
  assert.deepEqual(findings('businessMetric:', 'businessMetrc:'), ['schema/unknown-key businessMetrc']);
  assert.deepEqual(findings('    strategy: scheduled', '    stratgy: scheduled'), ['schema/unknown-key stratgy']);
});

test('a required key that no other resembles is missing', () => {
  assert.deepEqual(findings('    strategy: scheduled', '    sheep: scheduled'), [
    'schema/missing retraining',
    'schema/unknown-key sheep',
  ]);
});

test('a value of a wrong type is not outside of a list or a range as well', () => {
  assert.deepEqual(findings('role: quality', 'role: 7'), ['schema/wrong-type 7']);
  assert.deepEqual(findings('share: 0.5', 'share: half'), ['schema/wrong-type half']);
});

/** The one syntax error after a replacement must be underlined where `marked` starts. */
function breaksAt(before: string, after: string, marked: string): void {
  assert.ok(FULL_PLAN.includes(before));
  const text = FULL_PLAN.replace(before, after);
  const problems = check(readFile('production-plan', text), { now: 0, facts: new Map(), rules: {} });
  const start = text.indexOf(marked);
  assert.deepEqual(
    problems.map(({ rule, span }) => ({ rule, span })),
    [{ rule: 'syntax/yaml', span: { start, end: start + 1 } }],
  );
  assert.match(problems[0]!.message, /never closed/);
}

test('what is never closed is told where it opens', () => {
  breaksAt('triggers: [ChurnAucLow]', 'triggers: [ChurnAucLow', '[ChurnAucLow\n');
  breaksAt('rules:\n      - {name', 'rules:\n      - {name: x, notify: [a, {name', '[a, {name');
  breaksAt('schedule: "0 3 1 * *"', 'schedule: "0 3 1 * *', '"0 3 1');
  breaksAt('Share of', "'Ada''s share of", "'Ada");
});

test('brackets and quotes inside values, comments and text open nothing', () => {
  const values = "    name: a[b # it's [here {\n    unit: 'it''s ['\n    proxy: \"\\\"[\"\n    steps: [1, 2\n";
  breaksAt('    name: monthly_retention\n', values, '[1, 2');
});
