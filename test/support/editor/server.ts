import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureCodeServer } from '../../../scripts/lib/code-server.ts';
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
  // Each blink and each step of a movement draws the window anew.
  'editor.cursorBlinking': 'solid',
  'workbench.reduceMotion': 'on',
};

/** What the tests see of VS Code's own extensions. All of them together take a fifth of the time of a test. */
const BUILT_IN = [
  'configuration-editing',
  'diff',
  'json',
  'markdown-basics',
  'markdown-language-features',
  'python',
  'search-result',
  'theme-defaults',
  'theme-modern-icons',
  'theme-seti',
  'yaml',
];

export interface ServerOptions {
  /** VSIX files to install. */
  readonly extensions: readonly string[];
  /** With all extensions that come with VS Code, not only those that tests need. */
  readonly withBuiltIn?: boolean;
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
  const few = options.withBuiltIn ? [] : ['--builtin-extensions-dir', await someOfVSCodesOwn(home)];
  const flags = ['--without-connection-token', '--enable-smoke-test-driver', ...few];
  const editor = await startVSCodeServer(folders, flags);
  owner.after(() => editor.stop());
  return { origin: `http://127.0.0.1:${editor.port}`, folders, home };
}

async function someOfVSCodesOwn(home: string): Promise<string> {
  const { builtInExtensions } = await ensureCodeServer();
  const some = path.join(home, 'built-in');
  for (const name of BUILT_IN) await cp(path.join(builtInExtensions, name), path.join(some, name), { recursive: true });
  return some;
}
