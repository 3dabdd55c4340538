import { spawn } from 'node:child_process';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { MLFLOW_QUIET } from './mlflow-quiet.ts';
import type { Owner } from './owner.ts';

export interface MlflowServer {
  readonly url: string;
  /** Its store: an SQLite file in the folder it was started for. */
  readonly database: string;
  /** Ends it now, and not only after the test. */
  readonly stop: () => Promise<void>;
}

export interface MlflowOptions {
  /** Python that has MLflow. */
  readonly program: string;
  /** Absolute path, where the store and the artifacts are put. */
  readonly folder: string;
  /** Path under which it answers, with a slash in front. */
  readonly prefix?: string;
  /** Further arguments of `mlflow server`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const START_MS = 120_000;

/** Starts `mlflow server` on loopback, on a free port; ended by its process id after the test. */
export async function startMlflow(owner: Owner, options: MlflowOptions): Promise<MlflowServer> {
  const port = await freePort();
  const database = path.join(options.folder, 'mlflow.db');
  const stores = [
    '--backend-store-uri',
    `sqlite:///${database}`,
    '--artifacts-destination',
    `${options.folder}/artifacts`,
  ];
  const { prefix = '' } = options;
  const where = ['--host', '127.0.0.1', '--port', String(port), '--workers', '1'];
  if (prefix) where.push('--static-prefix', prefix);
  const child = spawn(options.program, ['-m', 'mlflow', 'server', ...where, ...stores, ...(options.args ?? [])], {
    cwd: options.folder,
    env: { ...process.env, ...MLFLOW_QUIET, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // It starts processes of its own: a group can be ended as a whole.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-20_000)));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  async function stop(): Promise<void> {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      return; // it has ended
    }
    await exited;
  }
  owner.after(stop);
  const url = `http://127.0.0.1:${port}${prefix}`;
  const until = Date.now() + START_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`mlflow server did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, database, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
