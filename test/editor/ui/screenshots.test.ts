import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { exampleFolder, PLAN } from '../../../scripts/lib/example.ts';
import { startEditor, type Theme } from '../../support/editor/editor.ts';
import { until } from '../../support/editor/until.ts';

const THEMES: readonly (readonly [name: string, theme: Theme])[] = [
  ['plan-dark', 'Dark Modern'],
  ['plan-light', 'Light Modern'],
  ['plan-high-contrast', 'Dark High Contrast'],
];

/** Mistakes a person makes, in what the window shows first. */
const MISTAKES: readonly (readonly [right: string, wrong: string])[] = [
  ['[src/train.py#train,', '[src/train.py#trian,'],
  ['objective: maximize\n    baseline: 0.321', 'objective: maximise\n    baseline: 0.321'],
  ['indicator: avoided_cost\n    proxy', 'indicator: avoided_costs\n    proxy'],
  ['reviewDate: 2027-03-01', 'reviewDat: 2027-03-01'],
];

test('the example with mistakes in it, in a dark, a light and a high-contrast theme', async (t) => {
  const workspace = await exampleFolder();
  let plan = await readFile(path.join(workspace, PLAN), 'utf8');
  for (const [right, wrong] of MISTAKES) {
    assert.ok(plan.includes(right), `the example no longer has ${right}`);
    plan = plan.replace(right, wrong);
  }
  // What the data say of the model would stand between the mistakes.
  const settings = { 'productionFirst.live.diagnostics': false };
  const editor = await startEditor(t, { workspace, files: { [PLAN]: plan }, settings });
  await editor.openFile(PLAN);
  await until('the mistakes to be listed', async () => (await editor.problems()).length >= MISTAKES.length);
  assert.equal((await editor.problems()).length, MISTAKES.length, 'the example has no mistake of its own');
  await editor.resizePanel(160);
  await editor.goTo(20, 7);
  // Step by step, so that the window scrolls no further than it must and shows every mistake.
  await editor.press(...Array.from({ length: 8 }, () => 'ArrowDown'));
  for (const [name, theme] of THEMES) {
    await editor.chooseTheme(theme);
    assert.equal(await editor.squiggles('error').count(), 3);
    assert.equal(await editor.squiggles('warning').count(), 1);
    assert.equal(await editor.page.locator('.notification-toast').count(), 0, 'nothing pops up unasked');
    await editor.screenshot(name);
  }

  await editor.chooseTheme('Light Modern');
  const line = plan.split('\n').findIndex((text) => text.includes('avoided_costs')) + 1;
  await editor.goTo(line, 20);
  const fixes = await editor.showQuickFixes();
  await fixes.getByText('Change "avoided_costs" to "avoided_cost"').waitFor();
  await editor.screenshot('quick-fix-light');
});
