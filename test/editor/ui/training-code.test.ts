import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { startEditor } from '../../support/editor/editor.ts';
import { until } from '../../support/editor/until.ts';
import { reply } from '../../support/editor/wizard.ts';

const FIT = `from lightgbm import LGBMRegressor


def fit_demand(x, y):
    model = LGBMRegressor()
    model.fit(x, y)
    return model
`;
const FILES = {
  'README.md': '# Forecasts\n',
  // What the command alone would offer first.
  'train.py': 'from sklearn.svm import SVC\n\n\ndef train(x, y):\n    return SVC().fit(x, y)\n',
  'demand/model.py': FIT,
};
const PLAN = 'production-plan.yaml';

test('code that no plan names is pointed out, and a plan is started from it', async (t) => {
  const workspace = mkdtempSync(path.join(tmpdir(), 'production-first-training-'));
  t.after(() => rmSync(workspace, { recursive: true, force: true }));
  const editor = await startEditor(t, { workspace, files: FILES });
  await editor.openFile('demand/model.py');
  const hint = editor.page.locator('.editor-instance .squiggly-hint');
  await hint.first().waitFor();
  await editor.goToText('demand/model.py', 'fit_demand', 2);
  await editor.screenshot('training-code-hint');

  const fixes = await editor.showQuickFixes();
  assert.ok(await fixes.getByText('Do not ask for a production plan in this file').isVisible());
  await fixes.locator('.monaco-list-row', { hasText: 'Start a production plan for this model' }).first().click();
  await reply(editor, 'Name of the model', { type: 'demand' });
  await reply(editor, 'Code that trains it', 'as offered');
  await reply(editor, 'Name of the number', { type: 'stock_outs' });
  await reply(editor, 'What it measures', { type: 'Orders that could not be delivered.' });
  await reply(editor, 'Which direction is better?', { pick: 'Minimize' });
  await reply(editor, 'The value the model is expected to bring', { type: '0.02' });
  await reply(editor, 'Which measured value tells', { type: 'rmse' });
  await reply(editor, 'Which direction of it is better?', { pick: 'Minimize' });
  await reply(editor, 'Where are its values recorded?', { pick: 'Files in this repository' });
  await reply(editor, 'Which files?', { type: 'metrics/*.csv' });
  await reply(editor, 'At which value has the model failed?', { type: '0.3' });
  await reply(editor, 'Where are the true outcomes', { type: 'warehouse.orders' });
  await reply(editor, 'How long after a prediction', { type: '7d' });
  await reply(editor, 'The team', { type: 'group:default/supply' });
  await reply(editor, 'On-call schedule', 'as offered');
  await reply(editor, 'What starts a retraining?', { pick: 'A schedule' });
  await reply(editor, 'When?', { pick: 'Every month' });
  await reply(editor, 'How old may the model become', { type: '45d' });
  await reply(editor, 'What takes its place?', { pick: 'The previous version' });
  await reply(editor, 'Page that says what to do', 'as offered');
  await editor.page.locator(`.tab.active[data-resource-name="${PLAN}"]`).waitFor();
  await editor.page.locator('.editor-instance .view-line', { hasText: 'kind: ProductionPlan' }).waitFor();
  await editor.press('Control+s');
  const text = await until('the plan to be saved', async () => {
    const saved = await readFile(path.join(editor.folder, PLAN), 'utf8');
    return saved !== '' && saved;
  });
  assert.match(text, /^ {4}trainingCode:\n {6}- demand\/model\.py#fit_demand$/m);

  // The plan answers for the code now: the hint is gone, and a lens tells what is still open.
  await editor.openFile('demand/model.py');
  await until('the hint to go', async () => (await hint.count()) === 0);
  const lens = editor.page.locator('.codelens-decoration a', { hasText: 'of 5 questions answered' });
  await lens.waitFor();
  assert.equal(await lens.innerText(), 'Prototype · 4 of 5 questions answered · open: what if it breaks');
  await editor.screenshot('training-code-lens');
  await lens.click();
  const line = text.split('\n').findIndex((written) => written.startsWith('  rollback:')) + 1;
  await until('the open question to be shown', async () => {
    const { file, position } = await editor.place();
    return file === PLAN && position.includes(`Ln ${line}, `);
  });

  // Another file is left alone for good.
  await editor.openFile('train.py');
  await hint.first().waitFor();
  await editor.goToText('train.py', 'train(x', 1);
  await editor.quickFix('Do not ask for a production plan in this file');
  await until('the hint to go', async () => (await hint.count()) === 0);
  const left = await editor.save('train.py');
  assert.ok(left.startsWith('# production-first-disable-file training-code\nfrom sklearn'));
});
