import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startEditor } from '../../support/editor/editor.ts';
import { until } from '../../support/editor/until.ts';

const PLAN = 'full.production-plan.yaml';
const RIGHT = 'indicator: retention\n';

test('a mistake is repaired by its quick fix, and a name is completed', async (t) => {
  const sound = await readFile(`test/fixtures/plans/${PLAN}`, 'utf8');
  const files = { [PLAN]: sound.replace(RIGHT, 'indicator: retentoin\n') };
  const editor = await startEditor(t, { workspace: 'test/fixtures/plans', files });
  await editor.openFile(PLAN);
  const names = async (word: string): Promise<boolean> =>
    (await editor.problems()).some((problem) => problem.includes(`"${word}"`));

  await t.test('quick fix', async () => {
    await until('the mistake to be listed', () => names('retentoin'));
    await editor.goToText(PLAN, 'retentoin', 3);
    await editor.quickFix('Change "retentoin" to "retention"');
    assert.equal(await editor.save(PLAN), sound, 'the file is as it was before the mistake');
    await until('the mistake to be gone', async () => !(await names('retentoin')));
  });

  await t.test('completion', async () => {
    await editor.goToText(PLAN, RIGHT, RIGHT.length - 1);
    await editor.press(...Array.from('retention', () => 'Backspace'));
    await editor.complete('latency_p95');
    assert.equal(await editor.save(PLAN), sound.replace(RIGHT, 'indicator: latency_p95\n'));
  });
});
