import type { ReadinessView } from '../../core/readiness/view.ts';
import { readinessAt } from '../readiness.ts';
import { Workspace } from '../workspace.ts';
import { planOf } from './decay.ts';
import { findFiles, type Failure } from './find-files.ts';
import { commandLive, readLive } from './live.ts';
import { rootsOf } from './roots.ts';
import { reportName } from './sanitize.ts';

export interface ReadinessOptions {
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Ask the data sources of plans too, with the credentials of this environment. */
  readonly live: NodeJS.ProcessEnv | undefined;
  /** The moment that is looked back to. */
  readonly asOf: number | undefined;
}

export interface ReadinessReport {
  readonly files: readonly { readonly file: string; readonly plans: readonly ReadinessView[] }[];
  /** Files that could not be read as plans. */
  readonly failures: readonly Failure[];
}

/** How ready the models of the plans that `paths` name are. Cards in folders are left alone. */
export async function readinessOfPaths(
  paths: readonly string[],
  { cwd, now, live: environment, asOf }: ReadinessOptions,
): Promise<ReadinessReport> {
  const found = await findFiles(paths.length > 0 ? paths : ['.'], cwd);
  const failures = [...found.failures];
  const workspace = new Workspace(await rootsOf(found.files, cwd));
  const sources = environment && commandLive(workspace, environment, now);
  const files: { file: string; plans: ReadinessView[] }[] = [];
  for (const candidate of found.files) {
    const plan = await planOf(candidate);
    const name = reportName(cwd, candidate.file);
    if (typeof plan === 'string') failures.push({ file: name, reason: plan });
    if (plan === undefined || typeof plan === 'string') continue;
    const read = sources && (await readLive(sources, candidate.file, plan, asOf));
    const live = read?.plans.map(({ assessment }) => assessment);
    const views = await readinessAt({ workspace, path: candidate.file, file: plan, live, now });
    files.push({ file: name, plans: views.filter((view) => view !== undefined) });
  }
  return { files, failures };
}
