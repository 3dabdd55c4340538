import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { assessed } from '../../support/assessed.ts';
import { NOW, readinessIn } from '../../support/readiness.ts';

const CASES = 'test/fixtures/ml-test-score';

/** What was computed by hand: status and points by test, points by section, and the least with its meaning. */
function byHand(text: string): {
  readonly tests: Readonly<Record<string, string>>;
  readonly sections: Readonly<Record<string, number>>;
  readonly score: number;
  readonly meaning: string;
} {
  const rows = [...text.matchAll(/^\| ([a-z]+-\d) \| (\w+) \| ([\d.]+) \|/gm)];
  const sections = [...text.matchAll(/^\| \*\*(\w+)\*\* \| \| \*\*([\d.]+)\*\* \|/gm)];
  const least = /^Least of the four sections: \*\*([\d.]+)\*\*, (.+)\.$/m.exec(text);
  return {
    tests: Object.fromEntries(rows.map(([, id = '', status = '']) => [id, status])),
    sections: Object.fromEntries(sections.map(([, title = '', points]) => [title, Number(points)])),
    score: Number(least?.[1]),
    meaning: least?.[2] ?? '',
  };
}

for (const name of readdirSync(CASES)) {
  test(`the ML Test Score of the case "${name}" is what was computed by hand`, async () => {
    const folder = path.join(CASES, name);
    const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
    const expected = byHand(read('score.md'));
    assert.equal(Object.keys(expected.tests).length, 28);
    const isLive = existsSync(path.join(folder, 'answers'));
    const { testScore } = await readinessIn(
      path.resolve(folder),
      read('production-plan.yaml'),
      isLive
        ? ({ documents }) => [
            assessed(documents[0]?.root, read('answers/history.csv'), NOW, read('answers/loaded.yaml')),
          ]
        : undefined,
    );
    const tests = testScore.sections.flatMap((section) => section.tests);
    assert.deepEqual(Object.fromEntries(tests.map(({ id, status }) => [id, status])), expected.tests);
    assert.deepEqual(
      Object.fromEntries(testScore.sections.map(({ title, score }) => [title, score])),
      expected.sections,
    );
    assert.deepEqual([testScore.score, testScore.meaning], [expected.score, expected.meaning]);
    assert.ok(
      tests.every(({ says }) => says !== ''),
      'every test says what was seen, or could not be',
    );
  });
}
