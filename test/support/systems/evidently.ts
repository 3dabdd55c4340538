import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quietly } from '../../../scripts/lib/command.ts';
import { freePort } from '../../../scripts/lib/systems/free-port.ts';
import { systemsPython } from '../../../scripts/lib/systems/python.ts';
import type { Owner } from '../lsp/client.ts';

/** What Evidently's own objects say of a run. */
export interface ToldRun {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Its file, relative to the folder. */
  readonly report: string;
  readonly scores: readonly {
    readonly column: string;
    readonly method: string;
    readonly threshold: number;
    readonly score: number;
    /** Null in a run without tests. */
    readonly verdict: string | null;
  }[];
  readonly numbers: Readonly<Record<string, number>>;
}

export interface FilledEvidently {
  /** With `workspace` (projects churn and another) and `reports`; gone after the test. */
  readonly folder: string;
  /** Id of the project churn. */
  readonly project: string;
  readonly runs: readonly ToldRun[];
}

export interface RunningEvidently extends FilledEvidently {
  /** To be put into a plan. */
  readonly url: string;
  readonly pid: () => number | undefined;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
}

/** Why tests with a real Evidently cannot run here; false when they can: as node:test's `skip`. */
export function withoutEvidently(): string | false {
  const python = systemsPython();
  return 'missing' in python && python.missing;
}

/** A workspace and single reports that Evidently itself has written: a copy of the owner's own. */
export async function fillEvidently(owner: Owner): Promise<FilledEvidently> {
  original ??= fill();
  const { folder, ...told } = await original;
  const copy = newFolder();
  owner.after(() => remove(copy));
  cpSync(folder, copy, { recursive: true });
  return { folder: copy, ...told };
}

/** Written once in a process: it takes Evidently a quarter of a minute. */
let original: Promise<FilledEvidently> | undefined;

async function fill(): Promise<FilledEvidently> {
  const folder = newFolder();
  process.once('exit', () => remove(folder));
  const output = await quietly([program(), 'test/support/systems/evidently_client.py', folder], { env: ENVIRONMENT() });
  const told = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Omit<FilledEvidently, 'folder'>;
  return { folder, ...told };
}

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'production-first-evidently-'));
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** The service of `evidently ui` on a filled workspace, on loopback; it is gone after the test. */
export async function startEvidently(owner: Owner): Promise<RunningEvidently> {
  const filled = await fillEvidently(owner);
  const port = await freePort();
  const args = [
    '-m',
    'evidently.cli',
    'ui',
    '--workspace',
    path.join(filled.folder, 'workspace'),
    '--port',
    String(port),
  ];
  const child = spawn(program(), [...args, '--host', '127.0.0.1'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: ENVIRONMENT(),
  });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  owner.after(kill);
  const url = `http://127.0.0.1:${port}`;
  await ready(child, url);
  return { ...filled, url, pid: () => child.pid, kill };
}

/** It must not tell anybody that it runs. */
const ENVIRONMENT = (): NodeJS.ProcessEnv => ({ ...process.env, DO_NOT_TRACK: '1', GIT_PYTHON_REFRESH: 'quiet' });

function program(): string {
  const python = systemsPython();
  if ('missing' in python) throw new Error(`There is no Evidently: ${python.missing}`);
  return python.program;
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4_000)));
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/api/version`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Evidently does not answer at ${url}:\n${output}`);
}
