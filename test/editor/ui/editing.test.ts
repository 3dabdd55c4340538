import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { startEditor } from '../../support/editor/editor.ts';
import { until } from '../../support/editor/until.ts';

const PLAN = 'full.production-plan.yaml';
const RIGHT = 'indicator: retention\n';
const TRAINING = 'import csv\n\n\ndef load():\n    return csv\n\n\ndef train():\n    return load()\n';

test('a plan is edited: mistakes are shown and repaired, names completed, renamed and followed', async (t) => {
  const sound = await readFile(`test/fixtures/plans/${PLAN}`, 'utf8');
  const files = { [PLAN]: sound.replace(RIGHT, 'indicator: retentoin\n'), 'src/train.py': TRAINING };
  const editor = await startEditor(t, { workspace: 'test/fixtures/plans', files });
  await editor.openFile(PLAN);
  const about = async (word: string): Promise<string | undefined> =>
    (await editor.problems()).find((problem) => problem.includes(`"${word}"`));

  await t.test('a mistake is repaired by its quick fix', async () => {
    await until('the mistake to be listed', () => about('retentoin'));
    await editor.goToText(PLAN, 'retentoin', 3);
    await editor.quickFix('Change "retentoin" to "retention"');
    assert.equal(await editor.save(PLAN), sound, 'the file is as it was before the mistake');
    await until('the mistake to be gone', async () => (await about('retentoin')) === undefined);
  });

  await t.test('a mistake is underlined and explained', async () => {
    assert.equal(await about('kind'), undefined);
    assert.equal(await editor.squiggles('error').count(), 0);

    await editor.typeAt(2, 7, 'x');
    assert.match(await until('the problem to be listed', () => about('kind')), /^"kind" must be ProductionPlan\./);
    await until('the word to be underlined', async () => (await editor.squiggles('error').count()) === 1);

    await editor.press('Backspace');
    await until('the problem to be gone', async () => (await about('kind')) === undefined);
    await until('the line to be gone', async () => (await editor.squiggles('error').count()) === 0);
  });

  await t.test('a name is completed', async () => {
    await editor.goToText(PLAN, RIGHT, RIGHT.length - 1);
    await editor.press(...Array.from('retention', () => 'Backspace'));
    await editor.complete('latency_p95');
    assert.equal(await editor.save(PLAN), sound.replace(RIGHT, 'indicator: latency_p95\n'));
  });

  await t.test('an indicator is renamed wherever the plan names it', async () => {
    const before = await readFile(path.join(editor.folder, PLAN), 'utf8');
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

  const isAtTrain = (): Promise<boolean> =>
    until('the training function', async () => {
      const { file, position } = await editor.place();
      return file === 'train.py' && position.startsWith('Ln 8,');
    });

  await t.test('F12 on a path leads to the function', async () => {
    await editor.goToText(PLAN, 'src/train.py#train', 'src/train.py#tr'.length);
    await editor.press('F12');
    await isAtTrain();
  });

  await t.test('so does Ctrl and a click', async () => {
    await editor.goTo(1);
    await editor.openFile(PLAN);
    await editor.followLink('src/train.py#train');
    await isAtTrain();
  });
});
