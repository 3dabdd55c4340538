import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { RULES } from '../../server/src/core/rules/index.ts';
import { assertGolden, caseFiles } from '../support/golden.ts';

const CASES = 'test/golden/cases';

/** cases/<family>/<name>/bad/… must show the rule, cases/<family>/<name>/good/… must not. */
for (const file of caseFiles(CASES)) {
  test(path.posix.relative(CASES, file), async () => {
    const problems = await assertGolden(file);
    const [, family = '', name = '', verdict = ''] = /cases\/([^/]+)\/([^/]+)\/(bad|good)\//.exec(file) ?? [];
    const shown = problems.some((problem) => problem.rule === `${family}/${name}`);
    if (verdict !== '') assert.equal(shown, verdict === 'bad');
  });
}

test('every rule that is checked has a case that shows it and one that does not', () => {
  const files = caseFiles(CASES);
  const lacking = RULES.map((rule) => rule.id)
    .filter((id) => /^(?:card|reference|file|secret|waiver)\//.test(id))
    .flatMap((id) => ['bad', 'good'].map((verdict) => `${CASES}/${id}/${verdict}/`))
    .filter((folder) => !files.some((file) => file.startsWith(folder)));
  assert.deepEqual(lacking, []);
});
