import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile } from '../../../server/src/core/document/read.ts';
import { inlayHints } from '../../../server/src/language/inlay-hints.ts';

const CLOCK = { now: Date.UTC(2026, 10, 24), timeZone: 'America/New_York' };

const labels = (text: string): string[] =>
  inlayHints(readFile('production-plan', text), { start: 0, end: text.length }, CLOCK).map(
    ({ label, position }) => `${position.line}:${position.character} ${label as string}`,
  );

test('a schedule is followed by its next run on the reader’s clock', () => {
  assert.deepEqual(labels('spec: {retraining: {schedule: "0 3 1 * *"}}'), ['0:41 next: Mon 30 Nov 2026, 22:00']);
});

test('an alias is followed by what it stands for, sections are not', () => {
  const text = 'spec:\n  model: {name: &n churn}\n  risks: [{name: *n}]\n  cost: &c {budget: 1}\n  rollout: *c\n';
  assert.deepEqual(labels(text), ['2:19 = churn']);
});

test('a duration counted far is carried over, others stay alone', () => {
  assert.deepEqual(labels('spec: {monitoring: {interval: 720h, staleAfter: 2d}}'), ['0:34 30 days']);
});

test('what is wrong or many lines long has no hint', () => {
  assert.deepEqual(labels('spec: {retraining: {schedule: "0 99 1 * *", maxStaleness: soon}}'), []);
  assert.deepEqual(labels('spec:\n  retraining:\n    schedule: |-\n      0 3 1 * *\n'), []);
});
