import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Owner } from './lsp/client.ts';

export const CLI = path.resolve('dist/cli.js');

/** Loaded before the command line: whoever reaches for the network makes it fail. */
const NO_NETWORK = pathToFileURL(path.resolve('test/support/no-network.mjs')).href;

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** It may ask data sources on this machine. */
  readonly network?: boolean;
}

/** Runs the built command line, without network unless that is allowed; ends it after 20 s, so that a hang is a failure. */
export async function cli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const guard = options.network ? [] : ['--import', NO_NETWORK];
  const child = spawn(process.execPath, [...guard, CLI, ...args], {
    cwd: options.cwd,
    env: plainEnvironment(options.env),
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  child.stdin.end(options.input ?? '');
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { code, out, err };
}

/** The environment without what decides on colours, which each test sets for itself. */
export function plainEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const deciding = ['NO_COLOR', 'FORCE_COLOR', 'TERM', 'NODE_OPTIONS'];
  const rest = Object.entries(process.env).filter(([name]) => !deciding.includes(name));
  return { ...Object.fromEntries(rest), ...extra };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) all += String(chunk);
  return all;
}

/** A folder with `files` (text or bytes by path), removed after the test. Its path is real: no link leads to it. */
export function folderWith(owner: Owner, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'production-first-')));
  owner.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}
