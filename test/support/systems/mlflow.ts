import { execFile, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Owner } from '../lsp/client.ts';

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

const QUIET = {
  MLFLOW_DISABLE_TELEMETRY: 'true',
  DO_NOT_TRACK: 'true',
  // Workers for jobs of its own would be started besides.
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
  MLFLOW_SERVER_JOB_ENABLE_PERIODIC_TASKS: 'false',
  MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT: 'true',
  GIT_PYTHON_REFRESH: 'quiet',
} as const;

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
    env: { ...process.env, ...QUIET, ...options.env },
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

/**
 * Runs test/support/systems/mlflow_client.py: MLflow's own client.
 * @param uri tracking URI of a server or a store
 */
export async function askMlflowClient(
  program: string,
  command: 'fill' | 'read' | 'stream',
  uri: string,
  args: readonly string[] = [],
): Promise<unknown> {
  const script = path.resolve('test/support/systems/mlflow_client.py');
  const { stdout } = await promisify(execFile)(program, [script, command, uri, ...args], {
    env: { ...process.env, ...QUIET, MLFLOW_ALLOW_FILE_STORE: 'true' },
    timeout: 180_000,
    maxBuffer: 64_000_000,
  });
  return JSON.parse(stdout);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
