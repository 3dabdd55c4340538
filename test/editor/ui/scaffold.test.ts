import assert from 'node:assert/strict';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';
import { startEditor, type Editor } from '../../support/editor/editor.ts';
import { Tree } from '../../support/editor/tree.ts';
import { until } from '../../support/editor/until.ts';
import { SOUND_PLANS } from '../../support/rendered.ts';

const PLAN = 'support.production-plan.yaml';
const TEXT = SOUND_PLANS['llm-service'] ?? '';
const RULES = 'prometheus/support-answers.rules.yaml';
const RUNBOOK = 'docs/support-answers-rollback.md';
const COMMAND = 'Production-First: Create Configuration from Plan';

const rows = ({ page }: Editor, text: string): Locator =>
  page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: text });

const read = ({ folder }: Editor, file: string): Promise<string> => readFile(path.join(folder, file), 'utf8');

/** Every file with its text. */
async function filesOf({ folder }: Editor): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, at) => [name, texts[at] ?? '']));
}

/** The list and what stands behind it, without what the mouse is over. */
async function picture(editor: Editor, name: string): Promise<void> {
  await editor.page.mouse.move(640, 700);
  await editor.screenshot(name);
}

const lens = ({ page }: Editor, title: string): Locator => page.locator('.codelens-decoration a', { hasText: title });

/** Checks a line of the list, or takes the check away. */
async function tick(editor: Editor, text: string): Promise<void> {
  const row = rows(editor, text).first();
  const before = await row.getAttribute('aria-checked');
  await row.click();
  await until(`${text} to change`, async () => (await row.getAttribute('aria-checked')) !== before);
}

const accept = ({ page }: Editor): Promise<void> =>
  page.locator('.quick-input-widget:visible .monaco-button', { hasText: 'OK' }).click();

/** Goes through the targets as they are offered, up to the list of files. */
async function chooseTargets(editor: Editor, ...more: readonly string[]): Promise<void> {
  // A row that is drawn anew has for a moment the text that it had before.
  await rows(editor, 'Prometheus alerting rules').first().waitFor();
  for (const title of more) {
    await editor.page.locator('.quick-input-widget:visible input.input').fill(title);
    await tick(editor, title);
  }
  await accept(editor);
  await rows(editor, path.basename(RULES)).waitFor();
}

const difference = ({ page }: Editor): Locator => page.locator('.tab.active', { hasText: 'from the plan' });

test('a plan becomes files', async (t) => {
  const editor = await startEditor(t, {
    workspace: 'test/fixtures/workspace',
    files: { [PLAN]: TEXT, [RUNBOOK]: '# Ours\n' },
  });

  await t.test('they are shown, written, and taken back', async () => {
    await editor.openFile(PLAN);
    const before = await filesOf(editor);
    await editor.runCommand(COMMAND);
    await rows(editor, 'Argo Rollouts').first().waitFor();
    assert.equal(await rows(editor, 'the rollout is by argo-rollouts').count(), 1);
    await picture(editor, 'scaffold-targets-light');
    await chooseTargets(editor, 'Rollback runbook');
    await difference(editor).waitFor();
    assert.deepEqual(await filesOf(editor), before, 'nothing is written by looking');
    assert.equal(await rows(editor, 'not made from a plan').count(), 1);
    await editor.press('ArrowDown', 'ArrowDown');
    await until('the difference of another file', async () =>
      (await difference(editor).getAttribute('data-resource-name'))?.includes('rules.test.yaml'),
    );
    await picture(editor, 'scaffold-review-light');
    // Leaving is leaving.
    await editor.press('Escape');
    await difference(editor).waitFor({ state: 'detached' });
    assert.deepEqual(await filesOf(editor), before);

    await editor.runCommand(COMMAND);
    await chooseTargets(editor, 'Rollback runbook');
    await accept(editor);
    await lens(editor, 'Stop managing').waitFor();
    const written = await filesOf(editor);
    assert.equal(written[RUNBOOK], '# Ours\n', 'what is not chosen is left alone');
    assert.ok(written[RULES]?.includes('alert: DraftsRejected'));
    assert.equal(written[`.production-first/made/${RULES}`], written[RULES]);
    await editor.answerMessage('Undo');
    // Folders may go while they are looked through.
    await until('all of it to be taken back', async () => isDeepStrictEqual(await filesOf(editor), before));
    await until('no empty folder to be left', async () => !(await readdir(editor.folder)).includes('prometheus'));
    await lens(editor, 'Stop managing').waitFor({ state: 'detached' });
  });

  await t.test('from the view, and beside what is somebody else’s', async () => {
    const tree = await Tree.open(editor);
    await tree.row('support-answers').waitFor();
    await tree.act('support-answers', 'Create Configuration from Plan');
    await chooseTargets(editor, 'Rollback runbook');
    await tick(editor, 'not made from a plan');
    await accept(editor);
    const beside = RUNBOOK.replace('.md', '.from-plan.md');
    await until('the runbook beside the other', async () => (await filesOf(editor))[beside]);
    assert.equal(await read(editor, RUNBOOK), '# Ours\n');
    await editor.answerMessage('What Is Left to Do');
    const page = editor.page.locator('.tab.active', { hasText: 'What is left to do' });
    await page.waitFor();
  });

  await t.test(
    'edits by hand and changes of the plan go together, or a conflict is shown; then files are left alone',
    async () => {
      assert.equal(await lens(editor, ' of ').count(), 0);

      // A hand's edit, in the editor.
      await editor.openFile(RULES);
      await editor.goToText(RULES, 'groups:');
      await editor.page.keyboard.type('# looked at by Noor\n');
      await editor.save(RULES);
      await editor.openFile(PLAN);
      await editor.squiggles('info').waitFor();
      await editor.goToText(PLAN, 'threshold: 0.48', 'threshold: 0.48'.length);
      await editor.press('Backspace', 'Backspace', '5');
      await editor.save(PLAN);
      await until('the change to be told', async () =>
        (await editor.problems()).some((text) => text.includes('The plan has changed since')),
      );
      await editor.goTo(4, 10);
      await lens(editor, 'Regenerate (1 of').waitFor();
      await editor.resizePanel(160);
      for (const [name, theme] of [
        ['dark', 'Dark Modern'],
        ['high-contrast', 'Dark High Contrast'],
        ['light', 'Light Modern'],
      ] as const) {
        await editor.chooseTheme(theme);
        await editor.goTo(4, 10);
        await lens(editor, 'Regenerate (1 of').click();
        await rows(editor, 'edits by hand are kept').waitFor();
        await difference(editor).waitFor();
        await until(
          'the difference',
          async () => (await editor.page.locator('.editor-instance .char-insert').count()) > 0,
        );
        await picture(editor, `scaffold-regenerate-${name}`);
        await editor.press('Escape');
        await difference(editor).waitFor({ state: 'detached' });
      }
      const before = await filesOf(editor);
      await lens(editor, 'Regenerate (1 of').click();
      await rows(editor, 'edits by hand are kept').waitFor();
      await accept(editor);
      await until('the plan’s line', async () => /< 0\.5$/m.test(await read(editor, RULES)));
      assert.match(await read(editor, RULES), /^# looked at by Noor\ngroups:/m);
      await editor.answerMessage('Undo');
      await until('the state before', async () => isDeepStrictEqual(await filesOf(editor), before));
      // A file is there a moment before the editor has done with it.
      await editor.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });

      // The same line by hand and by the plan.
      const byHand = (before[RULES] ?? '').replace(/< 0\.48$/m, '< 0.4');
      await writeFile(path.join(editor.folder, RULES), byHand);
      await editor.runCommand('Production-First: Regenerate Files of Plan');
      await rows(editor, 'in 1 place both a hand and the plan changed it').waitFor();
      await difference(editor).waitFor();
      await picture(editor, 'scaffold-conflict-light');
      await editor.press('Enter');
      await difference(editor).waitFor({ state: 'detached' });
      assert.match(await read(editor, RULES), /< 0\.4$/m, 'a conflict is not decided by Enter alone');
      await editor.runCommand('Production-First: Regenerate Files of Plan');
      await tick(editor, 'in 1 place both');
      await accept(editor);
      await until('the plan’s line', async () => /< 0\.5$/m.test(await read(editor, RULES)));
      assert.match(await read(editor, RULES), /^# looked at by Noor\ngroups:/m);

      await editor.runCommand('Production-First: Compare Files with Plan');
      await editor.page.locator('.tab.active', { hasText: 'Compare Files with Plan' }).waitFor();
      await picture(editor, 'scaffold-compare-light');
      await editor.openFile(PLAN);
      await editor.goTo(4, 10);
      await lens(editor, 'Stop managing').click();
      await rows(editor, RULES).waitFor();
      await picture(editor, 'scaffold-stop-light');
      await accept(editor);
      await lens(editor, 'Stop managing').waitFor({ state: 'detached' });
      const left = await until('nothing to be kept any more', async () => {
        const files = await filesOf(editor);
        return !Object.keys(files).some((name) => name.startsWith('.production-first')) && files;
      });
      assert.ok(left[RULES]);
    },
  );

  await t.test(
    'a file that was written elsewhere, unheard by the editor that has it open, is written as it is on disk',
    async () => {
      await editor.runCommand('View: Close All Editors');
      await rm(path.join(editor.folder, 'prometheus'), { recursive: true });
      await writeFile(path.join(editor.folder, PLAN), TEXT);
      await editor.openFile(PLAN);
      await editor.runCommand(COMMAND);
      await chooseTargets(editor);
      await accept(editor);
      await lens(editor, 'Regenerate').waitFor();
      await editor.openFile(RULES);
      // Kept open, where a preview would give its place to the next file.
      await editor.press('Control+k', 'Enter');
      // An editor takes a file of the same size and time for the one that it has read.
      const [place, elsewhere] = [path.join(editor.folder, RULES), path.join(editor.data, 'rules.yaml')];
      await writeFile(elsewhere, (await readFile(place, 'utf8')).replace('for: 2d', 'for: 5d'));
      const { atime, mtime } = await stat(place);
      await utimes(elsewhere, atime, mtime);
      await rename(elsewhere, place);
      await editor.openFile(PLAN);
      await editor.goToText(PLAN, 'threshold: 0.48', 'threshold: 0.48'.length);
      await editor.press('Backspace', 'Backspace', '5');
      await editor.save(PLAN);
      await editor.runCommand('Production-First: Regenerate Files of Plan');
      await rows(editor, 'edits by hand are kept').waitFor();
      await accept(editor);
      await until('the plan’s line', async () => /< 0\.5$/m.test(await read(editor, RULES)));
      assert.match(await read(editor, RULES), /for: 5d$/m);
    },
  );
});
