import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { kindOf } from '../../server/src/core/document/kind.ts';
import { RULES } from '../../server/src/core/rules/index.ts';
import { assertGolden, caseFiles } from '../support/golden.ts';

const CASES = 'test/golden/cases';

/** cases/<family>/<name>/bad/… must show the rule, cases/<family>/<name>/good/… must not. */
for (const file of caseFiles(CASES)) {
  test(path.posix.relative(CASES, file), async () => {
    const problems = await assertGolden(file);
    const [, family = '', name = '', verdict = ''] = /cases\/([^/]+)\/([^/]+)\/(bad|good)\//.exec(file) ?? [];
    const rule = RULES.find(({ id }) => id === `${family}/${name}`);
    const kind = kindOf(file, readFileSync(file, 'utf8'));
    // A plan may stand beside a card only to be compared with it.
    if (rule && kind && !rule.kinds.includes(kind)) return;
    const shown = problems.some((problem) => problem.rule === `${family}/${name}`);
    if (verdict !== '') assert.equal(shown, verdict === 'bad');
  });
}

// What live rules argue with are answers of data sources, and rules of made files what was made; the examples on their pages come with it.
test('every rule that is checked has a case that shows it and one that does not', () => {
  const files = caseFiles(CASES);
  const lacking = RULES.map((rule) => rule.id)
    .filter((id) => !/^(?:syntax|schema|live|scaffold)\//.test(id))
    .flatMap((id) => ['bad', 'good'].map((verdict) => `${CASES}/${id}/${verdict}/`))
    .filter((folder) => !files.some((file) => file.startsWith(folder)));
  assert.deepEqual(lacking, []);
});
