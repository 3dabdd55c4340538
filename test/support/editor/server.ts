import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  foldersIn,
  installExtensions,
  startVSCodeServer,
  writeFirstSettings,
  type ServerFolders,
} from '../../../scripts/lib/vscode-server.ts';
import type { Owner } from '../lsp/client.ts';

const QUIET = {
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
};

export interface ServerOptions {
  /** VSIX files to install. */
  readonly extensions: readonly string[];
  /** User settings, on top of ones that keep the window quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface EditorServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly folders: ServerFolders;
  /** The folder that holds all of them. */
  readonly home: string;
}

/** Starts VS Code's server with nothing of the user's own: fresh folders for data, settings and extensions. */
export async function startEditorServer(owner: Owner, options: ServerOptions): Promise<EditorServer> {
  const home = await mkdtemp(path.join(tmpdir(), 'production-first-editor-'));
  owner.after(() => rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const folders = foldersIn(home);
  await writeFirstSettings(folders.settings, { ...QUIET, ...options.settings });
  await installExtensions(folders, options.extensions);
  // The smoke-test driver makes the page read `payload` from its address, which names what to open and test.
  const editor = await startVSCodeServer(folders, ['--without-connection-token', '--enable-smoke-test-driver']);
  owner.after(() => editor.stop());
  return { origin: `http://127.0.0.1:${editor.port}`, folders, home };
}
