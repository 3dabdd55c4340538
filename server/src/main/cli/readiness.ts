import type { CheckedFile } from '../../core/document/checked-file.ts';
import { planOf, type Plan } from '../../core/plan/plan.ts';
import type { PastReadiness, ReadinessSince, ReadinessView } from '../../core/readiness/view.ts';
import { changesSince, historyOf } from '../git/history.ts';
import { GitError } from '../git/run-git.ts';
import { cardAt, readinessAt } from '../readiness.ts';
import type { Workspace } from '../workspace.ts';
import { commandLive, readLive } from './live.ts';
import { readPlans, type PlansRead } from './read-plans.ts';

export interface ReadinessOptions {
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Ask the data sources of plans too, with the credentials of this environment. */
  readonly live: NodeJS.ProcessEnv | undefined;
  /** The moment that is looked back to. */
  readonly asOf: number | undefined;
  /** Tell what is otherwise than at that commit. */
  readonly since: string | undefined;
  /** Tell of so many commits how models stood. */
  readonly history: number | undefined;
}

export interface PlanReport {
  readonly view: ReadinessView;
  readonly plan: Plan;
  /** The card that the plan names, where it can be read. */
  readonly card: CheckedFile | undefined;
  readonly since?: ReadinessSince;
  readonly history?: readonly PastReadiness[];
}

export interface ReadinessFile {
  readonly file: string;
  readonly plans: readonly PlanReport[];
  /** Why earlier commits tell nothing, though they were asked. */
  readonly pastProblem?: string;
}

export type ReadinessReport = PlansRead<ReadinessFile>;

/** How ready the models of the plans that `paths` name are. */
export function readinessOfPaths(paths: readonly string[], options: ReadinessOptions): Promise<ReadinessReport> {
  const { cwd, now, live: environment, asOf } = options;
  return readPlans(paths, cwd, (workspace) => {
    const sources = environment && commandLive(workspace, environment, now);
    return async ({ file, name, plan }): Promise<ReadinessFile> => {
      const read = sources && (await readLive(sources, file, plan, asOf));
      const live = read?.plans.map(({ assessment }) => assessment);
      const views = await readinessAt({ workspace, path: file, file: plan, live, now });
      const past = await pastOf(workspace, file, plan, options);
      const judged = await reportsOf(workspace, file, plan, views);
      const plans = judged.map((one): PlanReport => {
        const [since, history] = [past.since?.[one.index], past.history?.[one.index]];
        return { ...one, ...(since && { since }), ...(history && { history }) };
      });
      return { file: name, plans, ...(past.problem !== undefined && { pastProblem: past.problem }) };
    };
  });
}

/** The plans of a file with what reports are written from; `views` are in the order of its documents. */
export async function reportsOf(
  workspace: Workspace,
  path: string,
  file: CheckedFile,
  views: readonly (ReadinessView | undefined)[],
): Promise<(PlanReport & { readonly index: number })[]> {
  const facts = await workspace.factsOf(path, file);
  const reports: (PlanReport & { readonly index: number })[] = [];
  for (const [index, { root }] of file.documents.entries()) {
    const [plan, view] = [planOf(root), views[index]];
    if (!plan || !view) continue;
    const card = await cardAt(workspace, plan.spec.section('model')?.text('card'), facts);
    reports.push({ index, view, plan, card: card?.file });
  }
  return reports;
}

interface Past {
  readonly since?: readonly (ReadinessSince | undefined)[];
  readonly history?: readonly (readonly PastReadiness[])[];
  readonly problem?: string;
}

async function pastOf(
  workspace: Workspace,
  path: string,
  file: CheckedFile,
  { now, since, history }: ReadinessOptions,
): Promise<Past> {
  if (since === undefined && history === undefined) return {};
  const options = { path, file, facts: await workspace.factsOf(path, file), now };
  try {
    return {
      ...(since !== undefined && { since: await changesSince(options, since) }),
      ...(history !== undefined && { history: await historyOf(options, history) }),
    };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return { problem: error.message };
  }
}
