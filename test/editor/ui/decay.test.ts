import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { READY, viewOf } from '../../support/webview/views.ts';
import { startEditor } from '../../support/editor/editor.ts';
import { overwriteSavedEditors, savedEditors, savedWith } from '../../support/editor/saved-window.ts';
import { until } from '../../support/editor/until.ts';

const VIEW_TYPE = 'productionFirst.decay';
const PLAN = 'full.production-plan.yaml';

/** The saved editors without what the page of a panel had said: JSON in JSON in JSON. */
function withoutPageState(saved: string): string {
  return saved.replaceAll(/"(?:[^"\\]|\\.)*productionFirst\.decay(?:[^"\\]|\\.)*"/g, (literal) => {
    const { state: _, ...editor } = JSON.parse(JSON.parse(literal) as string) as { state?: string };
    return JSON.stringify(JSON.stringify(editor));
  });
}

test('the panel opens beside its plan, asks the server, and comes back after the window reloads', async (t) => {
  const plan = await readFile(`test/fixtures/plans/${PLAN}`, 'utf8');
  const editor = await startEditor(t, { workspace: 'examples/flight-delays', files: { [PLAN]: plan } });

  await t.test('the example shows how its model decays, in every theme', async () => {
    await editor.openFile('production-plan.yaml');
    await editor.runCommand('Production-First: Show Model Decay');
    const page = editor.webview;
    // Five indicators, and the drift of five columns.
    await until('a chart for each', async () => (await page.locator('canvas').count()) === 10);
    const text = await page.locator('body').innerText();
    assert.match(text, /avoided_cost -0\.1992, beyond its critical 0 since 23 Sep; .*2 of 5 columns drift/);
    assert.match(text, /how the model stood on .*2013/);
    for (const theme of ['Light Modern', 'Dark High Contrast', 'Dark Modern'] as const) {
      await editor.chooseTheme(theme);
      await editor.screenshot(`decay-example-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await editor.runCommand('View: Close All Editors');
  });

  await editor.openFile(PLAN);
  await t.test('from the title of the editor', async () => {
    await editor.page.locator('.editor-actions .action-label[aria-label^="Show Model Decay"]').click();
    await editor.webview.getByRole('heading', { name: 'Model Decay', level: 1 }).waitFor();
    await editor.webview.locator('h2').first().waitFor();
    await editor.screenshot('decay-in-editor');
    assert.equal(await editor.page.locator('.editor-group-container').count(), 2);
  });

  await t.test('and leads to an indicator in the plan', async () => {
    // The page is told what to show, whatever the plan's data sources have.
    await editor.webview
      .locator('body')
      .evaluate((_body, view) => window.postMessage({ type: 'view', view }, '*'), viewOf(READY));
    await editor.webview.getByRole('button', { name: 'Show in plan auc' }).click();
    const lines = (await readFile(path.join(editor.folder, PLAN), 'utf8')).split('\n');
    const line = lines.indexOf('      - name: auc') + 1;
    await until('the indicator to be selected', async () => {
      const { file, position } = await editor.place();
      return file === PLAN && position.includes(`Ln ${line}, `) && position.includes('3 selected');
    });
    assert.equal(await editor.page.locator('.editor-group-container').count(), 2);
  });

  await t.test('once for a plan', async () => {
    await editor.press('Control+1');
    await editor.runCommand('Production-First: Show Model Decay');
    await editor.webview.getByRole('button', { name: 'Refresh' }).click();
    assert.equal(await editor.page.locator('.tab[aria-label^="Model Decay"]').count(), 1);
  });

  const isBack = async (): Promise<void> => {
    await editor.webview.getByRole('heading', { name: 'Model Decay', level: 1 }).waitFor();
    await editor.webview.locator('h2').first().waitFor();
    assert.equal(await editor.page.locator('.tab[aria-label^="Model Decay"]').count(), 1);
  };

  await t.test('after a reload', async () => {
    await savedWith(editor.page, VIEW_TYPE);
    await editor.page.reload();
    await isBack();
  });

  await t.test('after a reload, though it was saved before its page had said whose it is', async () => {
    await savedWith(editor.page, VIEW_TYPE);
    const address = editor.page.url();
    await editor.page.goto(new URL('/version', address).href);
    const saved = await savedEditors(editor.page);
    // On a slow machine the page may indeed not have said it yet.
    const without = withoutPageState(saved);
    assert.ok(without.includes(VIEW_TYPE));
    await overwriteSavedEditors(editor.page, without);
    await editor.page.goto(address);
    await isBack();
  });
});
