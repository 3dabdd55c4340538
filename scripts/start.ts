// Builds the extension and opens the example with it: in your own VS Code, else in one served to a browser on this machine.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './lib/command.ts';
import { findDesktopEditor, openInDesktop } from './lib/desktop.ts';
import { exampleFolder } from './lib/example.ts';
import { cacheFolder, VSIX } from './lib/paths.ts';
import { progress } from './lib/progress.ts';
import { foldersIn, installExtensions, startVSCodeServer, writeFirstSettings } from './lib/vscode-server.ts';

const USAGE = `npm start [-- options]
  --browser     serve VS Code to a browser even where the command "code" is on PATH
  --data DIR    keep that editor's data in DIR instead of the cache folder`;

const FIRST_SETTINGS = {
  // As on the desktop: looking at the example must not change it.
  'files.autoSave': 'off',
  'workbench.startupEditor': 'readme',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
};

async function serveInBrowser(folder: string, data: string): Promise<void> {
  const folders = foldersIn(data);
  await writeFirstSettings(folders.settings, FIRST_SETTINGS);
  await progress('Installing the extension', () => installExtensions(folders, [VSIX]));
  // Whoever reaches the port could run programs as this user: the token keeps other users and web pages out.
  const token = randomBytes(16).toString('hex');
  const editor = await progress('Starting VS Code', () => startVSCodeServer(folders, ['--connection-token', token]));
  const leaving = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      leaving.abort();
      void editor.stop();
    });
  }
  const query = new URLSearchParams({ tkn: token, folder });
  console.log(`\nOpen  http://127.0.0.1:${editor.port}/?${query.toString()}\n\nCtrl-C ends it.`);
  const output = await editor.ended;
  if (!leaving.signal.aborted) throw new Error(`VS Code's server ended:\n${output}`);
  console.log('VS Code has ended.');
}

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: { browser: { type: 'boolean' }, data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const packaged = await progress('Building the extension', () => runCommand(['npm', 'run', '--silent', 'package']));
  if (!packaged) throw new Error('The extension could not be built: see above.');
  const folder = await exampleFolder();
  const desktop = values.browser ? undefined : findDesktopEditor();
  if (desktop) await openInDesktop(desktop, folder);
  else await serveInBrowser(folder, path.resolve(values.data ?? path.join(cacheFolder(), 'editor')));
}

try {
  await start();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
