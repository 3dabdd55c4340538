import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { inReverse } from '../support/cleanup.ts';
import { openWindow } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';

test('npm start serves the example with live diagnostics, and ends at Ctrl-C', async (t) => {
  const owner = inReverse(t);
  const data = await mkdtemp(path.join(tmpdir(), 'production-first-start-'));
  owner.after(() => rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const child = spawn('npm', ['start', '--', '--browser', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const exited = new Promise((resolve) => child.once('close', resolve));
  owner.after(() => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGINT');
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const address = await until(
    'the address',
    () => Promise.resolve(/http:\/\/127\.0\.0\.1\S+/.exec(output)?.[0]),
    60_000,
  );
  const folder = new URL(address).searchParams.get('folder');
  assert.ok(folder, output);

  const tokenless = await fetch(new URL('/', address));
  assert.equal(tokenless.status, 403, 'nobody gets in without the token');

  const window = await openWindow(owner, address, folder);
  const plan = await until('a plan in the explorer', async () => {
    const names = await window.page.locator('.explorer-folders-view .monaco-list-row').allInnerTexts();
    return names.map((name) => name.trim()).find((name) => /(?:^|\.)?production-plan\.yaml$/.test(name));
  });
  // The example's README is shown first, and takes the focus when it has loaded.
  await window.page.locator('.tab.active', { hasText: 'README' }).waitFor();
  await window.page.locator('iframe.webview.ready').waitFor();
  await window.openFile(plan);
  const before = await readFile(path.join(folder, plan), 'utf8');
  await window.typeAt(2, 7, 'x');
  await until('the mistake to be listed', async () =>
    (await window.problems()).some((problem) => problem.startsWith('"kind"')),
  );
  assert.equal(await readFile(path.join(folder, plan), 'utf8'), before, 'the example itself is not written unasked');

  process.kill(-child.pid!, 'SIGINT');
  await exited;
  assert.match(output, /VS Code has ended\.\s*$/, 'no complaint of npm’s follows');
  await assert.rejects(fetch(address), 'the server is gone');
});
