import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../server/src/core/check.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import type { FileFact } from '../../server/src/core/workspace-facts.ts';
import { FULL_PLAN } from '../support/full-plan.ts';

/** What is found in the full plan after one replacement. */
function findings(before: string, after: string, facts = new Map<string, FileFact>()) {
  assert.ok(FULL_PLAN.includes(before));
  return check(readFile('production-plan', FULL_PLAN.replace(before, after)), { now: 0, facts, rules: {} });
}

function message(before: string, after: string): string {
  const problems = findings(before, after);
  assert.deepEqual(
    problems.map(({ rule }) => rule),
    ['schema/wrong-type'],
  );
  return problems[0]!.message;
}

test('a number that reads as text says how to make it one', () => {
  assert.equal(
    message('target: 0.93', 'target: 0,93'),
    '"target" must be a number, not text. Write the decimal point as ".".',
  );
  assert.equal(message('share: 0.5', 'share: "0.5"'), '"share" must be a number, not text. Remove the quotes.');
  assert.equal(message('share: 0.5', 'share: half'), '"share" must be a number, not text.');
});

test('a fraction is not said to be no number', () => {
  assert.equal(
    message('failureLimit: 2', 'failureLimit: 2.5'),
    '"failureLimit" must be a whole number, not a fraction.',
  );
});

test('quotes are advised only where they mend the value', () => {
  assert.equal(message('alias: champion', 'alias: 7'), '"alias" must be text, not a number. Put it in quotes.');
  const [duration] = findings('timeToRestore: 15m', 'timeToRestore: 15');
  assert.match(duration!.message, /^"timeToRestore" must be a Prometheus duration such as .*, not a number\.$/);
  assert.equal(duration!.data, undefined);
});

test('a symbol without a path has a wrong form, and names no folder', () => {
  const facts = new Map<string, FileFact>([['', { state: 'directory' }]]);
  assert.deepEqual(
    findings('[src/train.py#train]', '["#train"]', facts).map(({ rule }) => rule),
    ['schema/format'],
  );
});
