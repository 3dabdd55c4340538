import { execFileSync } from 'node:child_process';

export interface TestRepository {
  /** Ids of the commits, the first one first. */
  readonly ids: readonly string[];
  /** Commits everything that is there. `date` in ISO 8601 */
  readonly commit: (subject: string, date: string) => void;
  readonly git: (...args: readonly string[]) => string;
}

/** Makes `folder` a git repository, independent of the user's settings. */
export function repositoryIn(folder: string): TestRepository {
  const ids: string[] = [];
  const run = (env: NodeJS.ProcessEnv, args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const who = {
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  const git = (...args: readonly string[]): string => run(who, args);
  git('init', '-q', '-b', 'main');
  return {
    ids,
    git,
    commit: (subject, date) => {
      git('add', '-A');
      run({ ...who, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }, ['commit', '-q', '-m', subject]);
      ids.push(git('rev-parse', 'HEAD').trim());
    },
  };
}
