import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { REPOSITORY, VSIX } from '../../../scripts/lib/paths.ts';
import type { ReadinessView } from '../../../server/src/core/readiness/view.ts';
import { cli } from '../../support/cli.ts';
import { inReverse } from '../../support/cleanup.ts';
import { openWindow, startEditor, type Editor } from '../../support/editor/editor.ts';
import { startEditorServer } from '../../support/editor/server.ts';
import { repositoryIn } from '../../support/repository.ts';
import { Tree } from '../../support/editor/tree.ts';
import { until } from '../../support/editor/until.ts';

const EXAMPLE = path.join(REPOSITORY, 'examples/flight-delays');
const PLAN = 'production-plan.yaml';
const MODEL = 'late-arrival';
const MODELS: readonly string[] = ['bakery-demand', 'support-answers', 'weld-inspection'];

/** How the command line judges the plan of a folder, looking back to the day that the example's settings name. */
async function judged(folder: string): Promise<ReadinessView> {
  const arguments_ = ['readiness', folder, '--live', '--as-of', '2013-10-10', '--format', 'json'];
  const { out } = await cli(arguments_);
  return (JSON.parse(out) as { plans: ReadinessView[] }).plans[0]!;
}

/** Takes an entry of the list that is open. */
async function choose(editor: Editor, label: string): Promise<void> {
  await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
}

/** Has the view show only what matches `labels`. */
async function filter(editor: Editor, ...labels: readonly string[]): Promise<void> {
  await editor.runCommand('Production-First: Filter Production Readiness…');
  for (const label of labels) await choose(editor, label);
  await editor.page.locator('.quick-input-widget').getByText('OK', { exact: true }).click();
}

const summary = ({ level, score }: ReadinessView): string => `${level} · ${score}`;

test('the view and the page tell how ready the example is, and mend what is open', async (t) => {
  const editor = await startEditor(t, { workspace: EXAMPLE });
  await editor.page.setViewportSize({ width: 1280, height: 1500 });
  const tree = await Tree.open(editor);
  const told = await judged(editor.folder);

  await t.test('it says of the model, its areas and its checks what the command line says', async () => {
    await tree.row(MODEL).waitFor();
    await until('the same level and score', async () => (await tree.description(MODEL)) === summary(told));
    for (const { title } of told.areas) await tree.toggle(title);
    const checks = told.areas.flatMap((area) => area.checks);
    const spoken = await until('every check to be drawn', async () => {
      const labels = await tree.spoken();
      return checks.every(({ title }) => labels.some((label) => label.startsWith(title))) && labels;
    });
    for (const { title, state } of checks) {
      const word = { failing: 'failing', live: 'seen live', evidenced: 'shown by a file', 'not-needed': 'not needed' }[
        state as string
      ];
      const label = `${title}: ${word ?? 'declared in the plan'}.`;
      assert.ok(
        spoken.some((one) => one.startsWith(label)),
        `${label} in ${spoken.join('\n')}`,
      );
    }
    await editor.screenshot('readiness-light');
  });

  await t.test('a click goes to the line, the file or the panel', async () => {
    await tree.row('Rollback was drilled').click();
    const text = await readFile(path.join(editor.folder, PLAN), 'utf8');
    const line = text.slice(0, text.indexOf('lastDrill')).split('\n').length;
    await until('the line', async () => (await editor.place()).position.includes(`Ln ${line},`));
    await tree.act('Rollback was drilled', 'Open the File');
    await editor.page.locator('.tab.active[data-resource-name="drills.md"]').waitFor();
    await tree.act('Rollback was drilled', 'Explain');
    await editor.page.locator('.tab.active', { hasText: 'Rollback was drilled' }).waitFor();
    const page = editor.webview;
    await page.locator('h2', { hasText: 'Why it matters' }).waitFor();
    await editor.screenshot('readiness-explain');
  });

  await t.test('a fix from the tree raises the score at once, and undo takes it back', async () => {
    const file = path.join(editor.folder, PLAN);
    const text = await readFile(file, 'utf8');
    const wrong = text.replace(
      'name: LateArrivalAucLow, indicator: auc, severity: critical, op: lt',
      'name: LateArrivalAucLow, indicator: auc, severity: critical, op: gt',
    );
    await writeFile(file, wrong);
    const less = await judged(editor.folder);
    assert.ok(less.score < told.score);
    await until('the lower score', async () => (await tree.description(MODEL)) === summary(less));
    await tree.act('Critical values have alerts', 'Fix');
    await until('the score of before', async () => (await tree.description(MODEL)) === summary(told));
    await editor.page.locator(`.tab.active.dirty[data-resource-name="${PLAN}"]`).waitFor();
    await editor.page.locator('.editor-instance .view-lines').first().click();
    await editor.press('Control+z');
    await until('the lower score', async () => (await tree.description(MODEL)) === summary(less));
    await editor.press('Control+Shift+z');
    await until('the score of before', async () => (await tree.description(MODEL)) === summary(told));
    assert.equal(await editor.save(PLAN), text);
  });

  await t.test('what cannot be mended today is waived', async () => {
    await tree.act('Model is young enough', 'Waive');
    await until('the waiver', async () => (await tree.description('Model is young enough')).startsWith('waived: '));
    const after = await editor.save(PLAN);
    assert.match(after, /rule: live\/model-too-old/);
    assert.equal(await tree.description(MODEL), summary(await judged(editor.folder)));
  });

  await t.test('it takes the width it is given', async () => {
    await editor.page.setViewportSize({ width: 1280, height: 800 });
    await editor.chooseTheme('Dark Modern');
    await tree.widen(200);
    await editor.screenshot('readiness-wide');
  });

  await t.test('the page of a model shows its levels, its test score and how it came to stand there', async () => {
    await editor.runCommand('View: Close All Editors');
    const repository = repositoryIn(editor.folder);
    const file = path.join(editor.folder, PLAN);
    const text = await readFile(path.join(EXAMPLE, PLAN), 'utf8');
    await writeFile(file, text.replace(/^ {2}ownership:\n(?: {4}.*\n)+/m, ''));
    repository.commit('A plan without an owner', '2026-10-01T12:00:00Z');
    await writeFile(file, text);
    repository.commit('An owner', '2026-11-01T12:00:00Z');
    await tree.act(MODEL, 'Show Production Readiness');
    const page = editor.webview;
    await page.getByRole('heading', { name: 'Late arrivals out of New York' }).waitFor();
    assert.equal(await page.locator('.ring text').first().textContent(), String(told.score));
    assert.equal(await page.locator('.ladder .now').innerText(), told.level);
    await page.getByRole('heading', { name: `ML Test Score ${told.testScore.score}` }).waitFor();
    await page.locator('svg.history circle').nth(1).waitFor();
    assert.match(
      await page.locator('svg.history').getAttribute('aria-label').then(String),
      /^From \d+ on 2026-10-01 to 87 on 2026-11-01$/,
    );
    // The page, and the view beside it.
    for (const theme of ['Dark Modern', 'Dark High Contrast', 'Light Modern'] as const) {
      await editor.chooseTheme(theme);
      await editor.screenshot(`readiness-page-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }

    // It follows what is edited, and its links lead to the lines.
    await writeFile(file, text.replace(/^ {4}lastDrill: .*\n/m, ''));
    await until(
      'a lower score',
      async () => Number(await page.locator('.ring text').first().textContent()) < told.score,
    );
    await page.getByText('Worse: Rollback was drilled').waitFor();
    await until('the change beside the model', async () => /· ▼\d+$/.test(await tree.description(MODEL)));
    await writeFile(file, text);
    await until(
      'the score of before',
      async () => (await page.locator('.ring text').first().textContent()) === String(told.score),
    );
    await page.getByRole('link', { name: 'Rollback runbook exists' }).click();
    const line = text.slice(0, text.indexOf('    runbook: docs/runbook.md\n')).split('\n').length;
    await until('the line', async () => (await editor.place()).position.includes(`Ln ${line},`));
  });

  await t.test('and is exported', async () => {
    await editor.runCommand('Production-First: Export Production Readiness…');
    await choose(editor, 'HTML');
    const input = editor.page.locator('.quick-input-widget:visible input.input');
    await until('a place to be offered', async () => (await input.inputValue()).endsWith('readiness.html'));
    await editor.page.locator('.quick-input-widget').getByText('OK', { exact: true }).click();
    await editor.page.locator('.tab.active[data-resource-name="readiness.html"]').waitFor();
    const written = await readFile(path.join(editor.folder, 'readiness.html'), 'utf8');
    assert.ok(written.startsWith('<!doctype html>') && written.includes(`aria-label="${told.score} of 100"`));
  });
});

test('models of several roots are filtered and grouped, and the choice is kept', async (t) => {
  const owner = inReverse(t);
  const home = await mkdtemp(path.join(tmpdir(), 'production-first-roots-'));
  owner.after(() => rm(home, { recursive: true, force: true }));
  const plans = path.join(REPOSITORY, 'test/fixtures/plans');
  for (const [root, names] of Object.entries({
    vision: ['image-classification'],
    others: ['llm-service', 'batch-forecast'],
  }))
    for (const name of names)
      await cp(
        path.join(plans, `${name}.production-plan.yaml`),
        path.join(home, root, name, `${name}.production-plan.yaml`),
      );
  const file = path.join(home, 'all.code-workspace');
  await writeFile(file, JSON.stringify({ folders: [{ path: 'vision' }, { path: 'others' }] }));
  const server = await startEditorServer(owner, { extensions: [VSIX] });
  const editor = await openWindow(owner, `${server.origin}/?workspace=${encodeURIComponent(file)}`, home, server.home);
  const tree = await Tree.open(editor);
  await until('every model', async () => (await tree.titles()).length === 3);
  await editor.screenshot('readiness-several');
  assert.deepEqual(await tree.titles(), (await tree.titles()).toSorted());

  await editor.runCommand('Production-First: Group Production Readiness…');
  await choose(editor, 'Owner');
  await until('three owners with a model each', async () => (await tree.titles()).length === 6);
  await editor.screenshot('readiness-grouped');
  await filter(editor, 'Open or failing', '@example/support-ml');
  await tree.pane.getByText('No model matches the filter.').waitFor();
  // It stays: nothing else takes its place.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await editor.screenshot('readiness-nothing');
  await tree.pane.getByText('Clear Filter', { exact: true }).click();
  await until('every model', async () => (await tree.titles()).length === 6);

  await filter(editor, 'Declared in the plan only', '@example/support-ml');
  await until('one model', async () => (await tree.titles()).join() === '@example/support-ml,support-answers');
  await tree.pane.getByText('Filtered: 1 of 3 models.').waitFor();
  await tree.toggle('support-answers');
  await until('its checks alone', async () => !(await tree.titles()).includes('ML Test Score'));
  await editor.screenshot('readiness-filtered');

  await editor.page.reload();
  await until('the choice to be kept', async () =>
    (await tree.titles()).join().startsWith('@example/support-ml,support-answers'),
  );
  await tree.press('Clear Filter');
  await until('every model', async () => (await tree.titles()).filter((title) => MODELS.includes(title)).length === 3);
});

test('a workspace that is not trusted judges nothing and says why', async (t) => {
  const settings = {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
    'security.workspace.trust.emptyWindow': false,
  };
  const editor = await startEditor(t, { workspace: EXAMPLE, settings });
  const tree = await Tree.open(editor);
  await tree.pane.getByText('This workspace is not trusted').waitFor();
  assert.deepEqual(await tree.titles(), []);
  await editor.screenshot('readiness-untrusted');
});
