import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { check } from '../../server/src/core/check.ts';
import { readFile } from '../../server/src/core/document/read.ts';

const NOW = Date.UTC(2026, 10, 24);

test('the full example of the format has no problem', () => {
  const text = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
  const problems = check(readFile('production-plan', text), { now: NOW, facts: new Map(), rules: {} });
  assert.deepEqual(problems, []);
});
