import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEditor } from '../../support/editor/editor.ts';
import { until } from '../../support/editor/until.ts';

test('a mistake in a plan is underlined and explained', async (t) => {
  const editor = await startEditor(t, { workspace: 'test/fixtures/plans' });
  await editor.openFile('full.production-plan.yaml');
  const about = async (word: string): Promise<string | undefined> =>
    (await editor.problems()).find((problem) => problem.startsWith(`"${word}"`));
  await until('the files that are missing to be reported', async () => (await editor.problems()).length > 0);
  assert.equal(await about('kind'), undefined);
  assert.equal(await editor.squiggles('error').count(), 0);

  await editor.typeAt(2, 7, 'x');
  assert.match(await until('the problem to be listed', () => about('kind')), /^"kind" must be ProductionPlan\./);
  await until('the word to be underlined', async () => (await editor.squiggles('error').count()) === 1);

  await editor.press('Backspace');
  await until('the problem to be gone', async () => (await about('kind')) === undefined);
  await until('the line to be gone', async () => (await editor.squiggles('error').count()) === 0);
});
