import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { MLFLOW_QUIET } from '../../../scripts/lib/systems/mlflow-quiet.ts';

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
    env: { ...process.env, ...MLFLOW_QUIET, MLFLOW_ALLOW_FILE_STORE: 'true' },
    timeout: 180_000,
    maxBuffer: 64_000_000,
  });
  return JSON.parse(stdout);
}
