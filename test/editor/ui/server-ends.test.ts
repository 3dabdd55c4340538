import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEditor, type Editor } from '../../support/editor/editor.ts';
import { languageServers } from '../../support/editor/servers.ts';
import { until } from '../../support/editor/until.ts';

const PLAN = 'full.production-plan.yaml';
const CRASHES = 5;

/** Process ids of the language servers of this editor. */
const servers = ({ data }: Editor): number[] =>
  languageServers()
    .filter(({ args }) => args.includes(data))
    .map(({ pid }) => pid);

const another = (editor: Editor, than: number | undefined): Promise<number> =>
  until('another server', () => Promise.resolve(servers(editor).find((pid) => pid !== than)));

const isOfKind = (problem: string): boolean => problem.startsWith('"kind"');

test('servers end, and the work goes on', async (t) => {
  const editor = await startEditor(t, { workspace: 'test/fixtures/plans' });
  await editor.openFile(PLAN);
  await until('the plan to be checked', async () => (await editor.problems()).length > 0);
  let pid = await another(editor, undefined);
  const mistake = async (within?: number): Promise<void> => {
    await editor.typeAt(2, 7, 'x');
    await until('the mistake to be listed', async () => (await editor.problems()).some(isOfKind), within);
  };
  const undo = async (): Promise<void> => {
    await editor.press('Control+z');
    // With the others still there: they go, too, where a server has ended and the next one has not read the plan yet.
    await until('the mistake to be gone', async () => {
      const problems = await editor.problems();
      return problems.length > 0 && !problems.some(isOfKind);
    });
  };

  await t.test('four times it is started again, then one message says so and offers a way back', async () => {
    for (let crash = 1; crash < CRASHES; crash++) {
      process.kill(pid, 'SIGKILL');
      pid = await another(editor, pid);
    }
    await mistake();

    process.kill(pid, 'SIGKILL');
    assert.match(await editor.message('Restart'), /ended five times within three minutes and is not started again/);
    await editor.screenshot('server-ended');
    const messages = editor.page.locator('.notifications-center .notification-list-item');
    assert.equal(await messages.count(), 1, 'one message, not one for each time');
    assert.deepEqual(servers(editor), []);

    await editor.answerMessage('Restart');
    pid = await another(editor, pid);
    await editor.openFile(PLAN);
    await undo();
  });

  await t.test('one that hangs while somebody types is ended, and the text as it is then is checked', async () => {
    process.kill(pid, 'SIGSTOP');
    await mistake(90_000);
    await until('the one that hung to be gone', () => Promise.resolve(!servers(editor).includes(pid)));
    pid = await another(editor, pid);
    await undo();
  });

  await t.test('a window that is loaded again has its documents checked again', async () => {
    await editor.runCommand('Developer: Reload Window');
    await until('the window to be loaded again', () => Promise.resolve(!servers(editor).includes(pid)));
    await editor.page.locator(`.tab.active[data-resource-name="${PLAN}"]`).waitFor();
    pid = await another(editor, pid);
    await mistake();
    await until('one server to be left', () => Promise.resolve(servers(editor).length === 1));
    await undo();
  });

  await t.test('a panel that is open follows its plan again', async () => {
    await editor.runCommand('Production-First: Show Model Decay');
    const title = editor.webview.locator('h2').first();
    await until('the model in the panel', async () => (await title.innerText()).includes('Customer churn'));
    process.kill(pid, 'SIGKILL');
    await another(editor, pid);
    await editor.press('Control+1');
    await editor.goToText(PLAN, 'Customer churn');
    await editor.page.keyboard.type('Old ');
    await editor.save(PLAN);
    await until('the new name in the panel', async () => (await title.innerText()).includes('Old Customer churn'));
  });
});
