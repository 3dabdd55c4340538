import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { startEditor } from '../../support/editor/editor.ts';
import { until } from '../../support/editor/until.ts';

const PLAN = 'full.production-plan.yaml';
const TRAINING = 'import csv\n\n\ndef load():\n    return csv\n\n\ndef train():\n    return load()\n';

test('an indicator is renamed wherever the plan names it, and a path leads to the function', async (t) => {
  const editor = await startEditor(t, { workspace: 'test/fixtures/plans', files: { 'src/train.py': TRAINING } });
  const before = await readFile(path.join(editor.folder, PLAN), 'utf8');
  await editor.openFile(PLAN);
  await until('the plan to be checked', async () => (await editor.problems()).length > 0);

  await t.test('rename', async () => {
    await editor.goToText(PLAN, 'auc\n        role: quality');
    await editor.rename('roc_auc');
    const after = await editor.save(PLAN);
    const changed = after.split('\n').filter((line, index) => line !== before.split('\n')[index]);
    assert.deepEqual(
      changed.map((line) => line.trim().replace(/\s*#.*/, '')),
      [
        'proxy: roc_auc',
        '- name: roc_auc',
        '- {name: ChurnAucLow, indicator: roc_auc, severity: critical, op: lt, threshold: 0.85, for: 1d, notify: [oncall], runbook: docs/runbook.md}',
        'validation: [{indicator: roc_auc, op: gte, value: 0.90}]',
        'promotion: {champion: champion, challenger: challenger, indicator: roc_auc, margin: 0.005, approvers: [ada]}',
      ],
    );
    assert.ok(!(await editor.problems()).some((problem) => problem.includes('auc')));
  });

  await t.test('F12', async () => {
    await editor.goToText(PLAN, 'src/train.py#train', 'src/train.py#tr'.length);
    await editor.press('F12');
    await until('the training function', async () => {
      const { file, position } = await editor.place();
      return file === 'train.py' && position.startsWith('Ln 8,');
    });
  });

  await t.test('Ctrl+click', async () => {
    await editor.goTo(1);
    await editor.openFile(PLAN);
    await editor.followLink('src/train.py#train');
    await until('the training function', async () => {
      const { file, position } = await editor.place();
      return file === 'train.py' && position.startsWith('Ln 8,');
    });
  });
});
