import type { ReadinessView } from '../../core/readiness/view.ts';
import { readinessAt } from '../readiness.ts';
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
}

export type ReadinessReport = PlansRead<{ readonly file: string; readonly plans: readonly ReadinessView[] }>;

/** How ready the models of the plans that `paths` name are. */
export function readinessOfPaths(
  paths: readonly string[],
  { cwd, now, live: environment, asOf }: ReadinessOptions,
): Promise<ReadinessReport> {
  return readPlans(paths, cwd, (workspace) => {
    const sources = environment && commandLive(workspace, environment, now);
    return async ({ file, name, plan }) => {
      const read = sources && (await readLive(sources, file, plan, asOf));
      const live = read?.plans.map(({ assessment }) => assessment);
      const views = await readinessAt({ workspace, path: file, file: plan, live, now });
      return { file: name, plans: views.filter((view) => view !== undefined) };
    };
  });
}
