import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onPath, quietly } from './command.ts';
import { installDebianPackages, missingDebianPackages } from './debian.ts';
import { cacheFolder } from './paths.ts';
import { progress } from './progress.ts';

/** code-server 4.139.1 is VS Code 1.139.1: the oldest version package.json promises to run on. */
const VERSION = '4.139.1';
const LIBRARIES = ['libkrb5-dev', 'libsecret-1-dev', 'libx11-dev', 'libxkbfile-dev', 'pkg-config'];
const ABANDONED_MS = 3_600_000;
const COMPILERS = ['g++', 'make', 'python3'];
/** The native parts do little here, and optimizing them would take most of the install; one warning doubles the rest. */
const UNOPTIMIZED = '-O0 -Wno-misleading-indentation';
const COMPILE_FAST = { CFLAGS: UNOPTIMIZED, CXXFLAGS: UNOPTIMIZED };

export interface BrowserEditor {
  /** code-server's own program, for people. */
  readonly codeServer: string;
  /** VS Code's server inside it, for tests. */
  readonly vscodeServer: string;
  /** The folder of the extensions that come with VS Code. */
  readonly builtInExtensions: string;
}

/** The VS Code that is served to a browser, installed into the cache unless it is there. */
export async function ensureCodeServer(): Promise<BrowserEditor> {
  const home = path.join(cacheFolder(), `code-server-${VERSION}`);
  const editor = programs(home);
  if (!existsSync(editor.codeServer) || !existsSync(editor.vscodeServer)) {
    await ensureLibraries();
    await progress(`Installing VS Code for the browser (code-server ${VERSION}, once, about two minutes)`, () =>
      install(home),
    );
  }
  return editor;
}

function programs(home: string): BrowserEditor {
  const root = path.join(home, 'node_modules', 'code-server');
  return {
    codeServer: path.join(root, 'out', 'node', 'entry.js'),
    vscodeServer: path.join(root, 'lib', 'vscode', 'out', 'server-main.js'),
    builtInExtensions: path.join(root, 'lib', 'vscode', 'extensions'),
  };
}

async function ensureLibraries(): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await missingDebianPackages([...LIBRARIES, ...COMPILERS.filter((name) => !onPath(name))]);
  if (missing.length > 0) await installDebianPackages(missing, 'Building VS Code for the browser');
}

/** Installs beside `home` and moves it there when it is whole: an interrupted install is never taken for a good one. */
async function install(home: string): Promise<void> {
  const parent = path.dirname(home);
  await mkdir(parent, { recursive: true });
  await removeLeftovers(parent, `${path.basename(home)}.partial-`);
  const partial = await mkdtemp(`${home}.partial-`);
  try {
    await writeFile(path.join(partial, 'package.json'), '{ "private": true }\n');
    // Native parts are compiled for the Node that runs npm, so that has to be the one that will run the editor.
    // An npm around this one has left word of its own Node in the environment, and code-server believes that.
    const foreign = { npm_config_user_agent: undefined, npm_node_execpath: undefined, NODE: undefined };
    const PATH = [path.dirname(process.execPath), process.env['PATH']].join(path.delimiter);
    const env = { ...process.env, ...foreign, ...COMPILE_FAST, PATH };
    const npm = [
      'npm',
      'install',
      `code-server@${VERSION}`,
      '--save-exact',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    await quietly(npm, { cwd: partial, env });
    await rm(home, { recursive: true, force: true });
    await rename(partial, home);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Removes what interrupted installs left; one that began lately may still be running. */
async function removeLeftovers(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const leftover = path.join(parent, name);
    if (Date.now() - (await stat(leftover)).mtimeMs > ABANDONED_MS)
      await rm(leftover, { recursive: true, force: true });
  }
}
