import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Run } from '../../../scripts/lib/python.ts';
import type { Owner } from '../lsp/client.ts';

const RUNNER = path.resolve('test/support/systems/run_scripts.py');

/**
 * Runs scripts with their arguments one after another in one Python: what takes them seconds is what they import. The process
 * ends after the test; when it ends before, the answer is null with what it said.
 */
export function pythonScripts(
  owner: Owner,
  program: string,
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): (...args: readonly string[]) => Promise<Run> {
  const child = spawn(program, ['-W', 'ignore', RUNNER], { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  // Of one that has ended the answer tells.
  child.stdin.on('error', () => undefined);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  owner.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (...args) => {
    child.stdin.write(`${JSON.stringify(args)}\n`);
    const answer = await answers.next();
    return answer.done ? { status: null, stdout: '', stderr: said } : (JSON.parse(answer.value) as Run);
  };
}
