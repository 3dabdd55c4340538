import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureCodeServer } from './code-server.ts';
import { quietly } from './command.ts';

export interface ServerFolders {
  readonly extensions: string;
  /** The user settings of this editor. */
  readonly settings: string;
  /** What the server's command line says of its folders. */
  readonly flags: readonly string[];
}

export interface RunningEditor {
  readonly port: number;
  /** Ends the server and all it started. */
  stop(): Promise<void>;
  /** Resolves with what the server had printed when it has ended. */
  readonly ended: Promise<string>;
}

/** All of an editor's data under `home`, so that nothing of the user's own editor is read or written. */
export function foldersIn(home: string): ServerFolders {
  const extensions = path.join(home, 'extensions');
  const user = path.join(home, 'user');
  return {
    extensions,
    settings: path.join(user, 'User', 'settings.json'),
    flags: ['--server-data-dir', path.join(home, 'server'), '--user-data-dir', user, '--extensions-dir', extensions],
  };
}

/** Writes user settings unless there are some: later changes are the user's. */
export async function writeFirstSettings(file: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(settings, undefined, 2)}\n`);
}

export async function installExtensions(folders: ServerFolders, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const install = files.flatMap((vsix) => ['--install-extension', vsix]);
  await quietly([process.execPath, ...(await program(folders)), ...install, '--force'], { env: environment() });
}

/** Starts VS Code's server on a free port of 127.0.0.1; `flags` decide who may connect. */
export async function startVSCodeServer(folders: ServerFolders, flags: readonly string[]): Promise<RunningEditor> {
  const serve = [...(await program(folders)), '--host', '127.0.0.1', '--port', '0', ...flags];
  // A group of its own: Ctrl-C reaches the script alone, and ending the group takes the extension hosts along.
  const child = spawn(process.execPath, serve, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: environment(),
  });
  let output = '';
  const ended = new Promise<string>((resolve) => child.once('exit', () => resolve(output)));
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) endGroup(child.pid);
    await ended;
  };
  const port = await new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-10_000);
        const found = /listening on (\d+)/.exec(output)?.[1];
        if (found) resolve(Number(found));
      });
    }
    void ended.then(() => reject(new Error(`VS Code's server ended at once:\n${output}`)));
  });
  return { port, stop, ended };
}

async function program({ flags }: ServerFolders): Promise<string[]> {
  const { vscodeServer } = await ensureCodeServer();
  return [vscodeServer, '--accept-server-license-terms', '--telemetry-level', 'off', ...flags];
}

/** Started from a terminal of another VS Code, the server would take that one's variables for its own. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:VSCODE|ELECTRON)_/.test(name)));
}

function endGroup(pid: number): void {
  if (process.platform === 'win32') process.kill(pid);
  else process.kill(-pid, 'SIGKILL');
}
