import { spawn } from 'node:child_process';

/** Why git has no answer; the message is for people. */
export class GitError extends Error {}

const LIMIT_MS = 20_000;
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * What a repository says of itself is data: nothing that its configuration names is run (signatures, pagers, monitors,
 * filters, fetches), and nothing is locked or written.
 */
const QUIET = [
  '--no-pager',
  '--no-replace-objects',
  '--literal-pathspecs',
  ...['log.showSignature=false', 'core.fsmonitor=false', 'core.hooksPath=/dev/null', 'protocol.allow=never'].flatMap(
    (setting) => ['-c', setting],
  ),
];
const ENVIRONMENT = { GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };

export interface GitOptions {
  readonly signal?: AbortSignal | undefined;
  /** Written to its standard input. */
  readonly input?: string;
}

/** Runs git in `folder` and gives what it prints. Rejects with a GitError when it fails, is not there or takes too long. */
export function runGit(folder: string, args: readonly string[], { signal, input }: GitOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const limit = AbortSignal.timeout(LIMIT_MS);
    const child = spawn('git', [...QUIET, ...args], {
      cwd: folder,
      env: { ...withoutGit(process.env), ...ENVIRONMENT },
      stdio: ['pipe', 'pipe', 'pipe'],
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const parts: Buffer[] = [];
    let [size, errors] = [0, ''];
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MAX_OUTPUT) child.kill();
      else parts.push(part);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = `${errors}${text}`.slice(0, 2_000)));
    child.on('error', (error: NodeJS.ErrnoException) => reject(new GitError(failure(error, limit.aborted))));
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(parts));
      else
        reject(new GitError(size > MAX_OUTPUT ? 'The repository is too large to be looked back at.' : explain(errors)));
    });
    // Git may have ended before it reads.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** Variables that point git at another repository than that of the folder. */
const withoutGit = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^GIT_(?!EXEC_PATH$)/.test(name)));

function failure({ code }: NodeJS.ErrnoException, isLate: boolean): string {
  if (code === 'ENOENT') return 'Git is not installed here, so nothing can be said of earlier commits.';
  return isLate ? 'Git took more than 20 seconds and was stopped.' : 'Looking at earlier commits was cancelled.';
}

function explain(errors: string): string {
  if (errors.includes('not a git repository')) return 'The plan is in no git repository.';
  if (errors.includes('dubious ownership')) return 'The repository belongs to somebody else, and git does not read it.';
  return `Git could not answer: ${errors.trim().split('\n')[0] ?? ''}`;
}
