import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { startEditor } from '../../support/editor/editor.ts';
import { until } from '../../support/editor/until.ts';
import { complaint, goBack, reply, typed } from '../../support/editor/wizard.ts';

const FILES = {
  'src/train.py':
    'from sklearn.linear_model import LogisticRegression\n\n\ndef train(x, y):\n    return LogisticRegression().fit(x, y)\n',
  'docs/runbook.md': '# Runbook\n',
  'metrics/auc.csv': 'date,auc\n2026-06-01,0.91\n',
  CODEOWNERS: '* @growth/ml\n',
};

const RULES = `groups:
  - name: churn
    rules:
      - alert: ChurnAucLow
        expr: avg_over_time(model_auc{model="churn"}[1d]) < 0.85
        for: 1d
        labels: {severity: critical}
`;

test('plans are created in the editor', async (t) => {
  const editor = await startEditor(t, { workspace: 'test/fixtures/workspace', files: FILES });

  await t.test('from answers and from what the workspace says', async () => {
    await editor.runCommand('Production-First: Create Production Plan');
    await reply(editor, 'Name of the model', { type: 'churn' });
    await reply(editor, 'Code that trains it', { pick: 'src/train.py#train' });
    await reply(editor, 'Name of the number', { type: 'retention' });
    await goBack(editor);
    await until('the earlier answer', async () => (await typed(editor)) === 'retention');
    await reply(editor, 'Name of the number', { type: 'monthly_retention' });
    await reply(editor, 'What it measures', { type: 'Share of subscribers who renew.' });
    await reply(editor, 'Which direction is better?', { pick: 'Maximize' });
    await reply(editor, 'The value the model is expected to bring', { type: 'a lot' });
    await complaint(editor, 'number');
    await reply(editor, 'number', { type: '0.93' });
    await reply(editor, 'Which measured value tells', { type: 'auc' });
    await reply(editor, 'Which direction of it is better?', { pick: 'Maximize' });
    await reply(editor, 'Where are its values recorded?', { pick: 'Files in this repository' });
    await reply(editor, 'Which files?', { type: 'metrics/*.csv' });
    await reply(editor, 'At which value has the model failed?', { type: '0.85' });
    await reply(editor, 'Where are the true outcomes', { type: 'warehouse.churn_outcomes' });
    await reply(editor, 'How long after a prediction', { type: '7d' });
    await reply(editor, 'The team', { pick: '@growth/ml' });
    await reply(editor, 'On-call schedule', { type: 'growth-ml-primary' });
    await reply(editor, 'What starts a retraining?', { pick: 'A schedule' });
    await reply(editor, 'When?', { pick: 'Every month' });
    await reply(editor, 'How old may the model become', { type: '45d' });
    await reply(editor, 'What takes its place?', { pick: 'The previous version' });
    await reply(editor, 'Page that says what to do', { type: 'docs/runbook.md' });

    const tab = editor.page.locator('.tab.active[data-resource-name$="production-plan.yaml"]');
    await tab.waitFor();
    await editor.page.locator('.editor-instance .view-line', { hasText: 'kind: ProductionPlan' }).waitFor();
    assert.ok(
      !(await readdir(editor.folder)).some((name) => name.endsWith('production-plan.yaml')),
      'nothing is written yet',
    );
    await editor.screenshot('create-plan');
    const name = (await tab.getAttribute('data-resource-name')) ?? '';
    await editor.press('Control+s');
    const plan = await until('the plan to be saved', async () => {
      const text = await readFile(path.join(editor.folder, name), 'utf8');
      return text !== '' && (parse(text) as { spec: Record<string, unknown> });
    });
    const { model, businessMetric, ownership, retraining, rollback } = plan.spec;
    assert.deepEqual((model as { trainingCode: unknown }).trainingCode, ['src/train.py#train']);
    assert.equal((businessMetric as { name: unknown }).name, 'monthly_retention');
    assert.equal((businessMetric as { target: unknown }).target, 0.93);
    assert.equal((ownership as { owner: unknown }).owner, '@growth/ml');
    assert.equal((retraining as { schedule: unknown }).schedule, '0 3 1 * *');
    assert.equal((rollback as { target: unknown }).target, 'previous');
    await until('no error in it', async () => {
      await editor.problems();
      return (await editor.squiggles('error').count()) === 0;
    });
  });

  await t.test('from alerts that are there, with questions for what they do not say', async () => {
    for (const name of await readdir(editor.folder))
      if (name.endsWith('production-plan.yaml')) await rm(path.join(editor.folder, name));
    await editor.runCommand('View: Close All Editors');
    await mkdir(path.join(editor.folder, 'ops'));
    await writeFile(path.join(editor.folder, 'ops/churn.rules.yaml'), RULES);
    await editor.runCommand('Production-First: Create Production Plan from…');
    const row = editor.page.locator('.quick-input-widget:visible .monaco-list-row', {
      hasText: 'ops/churn.rules.yaml',
    });
    await row.waitFor();
    await editor.screenshot('create-plan-from');
    await row.click();
    await reply(editor, 'Name of the model', { type: 'churn' });
    await reply(editor, 'Code that trains it', { pick: 'src/train.py#train' });
    await reply(editor, 'Name of the number', { type: 'monthly_retention' });
    await reply(editor, 'What it measures', { type: 'Share of subscribers who renew.' });
    await reply(editor, 'Which direction is better?', { pick: 'Maximize' });
    await reply(editor, 'The value the model is expected to bring', { type: '0.93' });
    await reply(editor, 'At which address does it answer?', { type: 'http://localhost:9090' });
    await reply(editor, 'Where are the true outcomes', { type: 'warehouse.churn_outcomes' });
    await reply(editor, 'How long after a prediction', { type: '7d' });
    await reply(editor, 'The team', { pick: '@growth/ml' });
    await reply(editor, 'On-call schedule', 'as offered');
    await reply(editor, 'What starts a retraining?', { pick: 'A person' });
    await reply(editor, 'How old may the model become', { type: '45d' });
    await reply(editor, 'What takes its place?', { pick: 'The previous version' });
    await reply(editor, 'Page that says what to do', { type: 'docs/runbook.md' });
    await editor.page.locator('.editor-instance .view-line', { hasText: 'kind: ProductionPlan' }).waitFor();
    const name = await editor.page.locator('.tab.active').getAttribute('data-resource-name');
    await editor.press('Control+s');
    const plan = await until('the plan to be saved', async () => {
      const text = await readFile(path.join(editor.folder, name ?? ''), 'utf8');
      return text !== '' && (parse(text) as { spec: Record<string, { rules: unknown; indicators: unknown }> });
    });
    assert.deepEqual(plan.spec['alerting']?.rules, [
      { name: 'ChurnAucLow', indicator: 'model_auc', severity: 'critical', op: 'lt', threshold: 0.85, for: '1d' },
    ]);
    assert.ok(JSON.stringify(plan.spec['monitoring']?.indicators).includes('avg_over_time(model_auc'));
  });
});
