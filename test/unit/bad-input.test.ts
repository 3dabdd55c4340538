import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { check } from '../../server/src/core/check.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import type { Problem } from '../../server/src/core/problem.ts';
import { BAD_PLANS } from '../support/bad-input.ts';

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');

function checkPlan(text: string): Problem[] {
  const file = readFile('production-plan', text);
  const outside = { state: 'outside' } as const;
  const facts = new Map([
    ['../../../../../../etc/passwd', outside],
    ['/etc/passwd', outside],
  ]);
  return check(file, { now: Date.UTC(2026, 10, 24), facts, rules: {} });
}

for (const { name, text, rule, most } of BAD_PLANS) {
  test(`bad input: ${name}`, () => {
    const problems = checkPlan(text);
    const rules = problems.map((problem) => problem.rule);
    if (rule) assert.ok(rules.includes(rule), `${rule} is not among ${rules.slice(0, 5).join(', ')}`);
    if (most !== undefined)
      assert.ok(problems.length <= most, `${problems.length} findings: ${rules.slice(0, 8).join(', ')}`);
    for (const { span } of problems) {
      assert.ok(
        span.start >= 0 && span.start <= span.end && span.end <= Math.max(1, text.length),
        JSON.stringify(span),
      );
    }
  });
}

test('every prefix of a valid plan is read without an exception', () => {
  for (let end = 0; end <= full.length; end += 7) checkPlan(full.slice(0, end));
});

test('a syntax error is told once, at its place, and what stands before it keeps its findings', () => {
  const text = full.replace('lifecycle: production', 'lifecycle: prod').replace('  retraining:\n', '  retraining\n');
  const problems = checkPlan(text).map(({ rule, span }) => [rule, text.slice(0, span.start).split('\n').length]);
  const line = (needle: string): number => text.slice(0, text.indexOf(needle)).split('\n').length;
  assert.deepEqual(problems, [
    ['schema/enum', line('lifecycle: prod')],
    ['syntax/yaml', line('  retraining\n')],
  ]);
});
