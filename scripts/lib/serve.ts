import { randomBytes } from 'node:crypto';
import { VSIX } from './paths.ts';
import { progress } from './progress.ts';
import { foldersIn, installExtensions, startVSCodeServer, writeFirstSettings } from './vscode-server.ts';

const FIRST_SETTINGS = {
  // As on the desktop: looking at the example must not change it.
  'files.autoSave': 'off',
  'workbench.startupEditor': 'readme',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
};

/** Serves a VS Code with the packaged extension and `folder` open, until Ctrl-C or until it ends by itself. */
export async function serveInBrowser(folder: string, data: string): Promise<void> {
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
