import path from 'node:path';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { changeSince } from '../../core/readiness/readiness.ts';
import type { PastReadiness, ReadinessSince, ReadinessView } from '../../core/readiness/view.ts';
import type { WorkspaceFacts } from '../../core/workspace-facts.ts';
import { readinessAt } from '../readiness.ts';
import { Workspace } from '../workspace.ts';
import { Repository, type Commit } from './repository.ts';
import { Snapshot } from './snapshot.ts';

type Views = readonly (ReadinessView | undefined)[];

/** What was judged: a commit never changes. By commit and plan; undefined: it had no such plan. */
export type JudgedCommits = Map<string, Views | undefined>;

const MOST_JUDGED = 500;

export interface PastOptions {
  /** Absolute path of the plan. */
  readonly path: string;
  /** As it is now. */
  readonly file: CheckedFile;
  readonly facts: WorkspaceFacts;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly signal?: AbortSignal;
  readonly judged?: JudgedCommits;
}

/**
 * How the models of a plan's file have come to stand where they do, by document: at each of the latest commits that changed
 * the plan or a file it names, oldest first. Data sources are not asked of the past. Rejects with a GitError.
 */
export async function historyOf(options: PastOptions, most: number): Promise<PastReadiness[][]> {
  const repository = await Repository.of(path.dirname(options.path), options.signal);
  const plan = await repository.nameOf(options.path);
  const named = [...options.facts.values()].flatMap((fact) => (fact.state === 'file' ? [fact.location] : []));
  const names = await Promise.all(named.map((file) => repository.nameOf(file)));
  const inside = names.filter((name) => !name.startsWith('../') && !path.isAbsolute(name));
  const commits = await repository.commitsOf([plan, ...inside], most);
  const views = await judge(repository, commits, plan, options);
  return options.file.documents.map((_, index) =>
    commits
      .flatMap((commit): PastReadiness[] => {
        const view = views.get(commit)?.[index];
        return view ? [{ commit: commit.id, time: commit.time, subject: commit.subject, ...standing(view) }] : [];
      })
      .reverse(),
  );
}

/**
 * What is otherwise than at `revision`, by document; undefined where there is no plan now. Both sides are judged by the plan
 * and its files alone. Rejects with a GitError.
 */
export async function changesSince(options: PastOptions, revision: string): Promise<(ReadinessSince | undefined)[]> {
  const repository = await Repository.of(path.dirname(options.path), options.signal);
  const commit = await repository.commit(revision);
  const before = (await judge(repository, [commit], await repository.nameOf(options.path), options)).get(commit);
  const { path: place, file, now } = options;
  const workspace = new Workspace([repository.top]);
  const views = await readinessAt({ workspace, path: place, file, live: undefined, now });
  return views.map((view, index) => {
    if (!view) return undefined;
    const was = before?.[index];
    return { commit: commit.id, time: commit.time, ...(was ? { ...changeSince(was, view), was: standing(was) } : {}) };
  });
}

const standing = ({ level, score }: ReadinessView): Pick<ReadinessView, 'level' | 'score'> => ({ level, score });

async function judge(
  repository: Repository,
  commits: readonly Commit[],
  plan: string,
  { judged = new Map(), signal }: PastOptions,
): Promise<ReadonlyMap<Commit, Views | undefined>> {
  const found = new Map<Commit, Views | undefined>();
  const keyOf = ({ id }: Commit): string => `${repository.top} ${plan} ${id}`;
  const unknown = commits.filter((commit) => !judged.has(keyOf(commit)));
  const snapshot = unknown.length > 0 ? await Snapshot.of(repository) : undefined;
  try {
    for (const commit of unknown) {
      signal?.throwIfAborted();
      judged.set(keyOf(commit), await snapshot?.readiness(commit, plan));
    }
  } finally {
    await snapshot?.dispose();
  }
  for (const commit of commits) found.set(commit, judged.get(keyOf(commit)));
  for (const key of judged.keys()) if (judged.size > MOST_JUDGED) judged.delete(key);
  return found;
}
