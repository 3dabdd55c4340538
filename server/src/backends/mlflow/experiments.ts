import type { RegisteredModel, Source } from '../backend.ts';
import { plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import type { Experiment, Tracking } from './tracking.ts';

/** Versions whose runs tell where the numbers of a model are. */
const VERSIONS = 20;
const NAMES = 8;

/**
 * Where the numbers are: in the experiment that `project` names; without it, in those that hold the runs of the registered
 * model's newest versions; without such runs, in the experiment that is called as the model is.
 */
export async function experimentsOf(
  tracking: Tracking,
  { project }: Source,
  model: string | undefined,
  registered: RegisteredModel | undefined,
): Promise<readonly Experiment[]> {
  if (project !== undefined) {
    const experiment = await tracking.experiment(project);
    if (experiment) return [experiment];
    const message = `${tracking.who} has no experiment called ${shown(project)}.${await others(tracking)} Change project of the data source.`;
    throw new SourceError('not-found', message);
  }
  const runIds = (registered?.versions ?? []).slice(0, VERSIONS).flatMap(({ runId }) => (runId ? [runId] : []));
  const ids = new Set((await tracking.runsById(runIds)).map(({ experiment }) => experiment));
  if (ids.size > 0) return [...ids].map((id) => ({ id, name: id }));
  const named = model === undefined ? undefined : await tracking.experiment(model);
  if (named) return [named];
  const why =
    model === undefined ? '' : ` It has neither runs of a registered model nor an experiment called ${shown(model)}.`;
  const message = `Which experiment of ${tracking.who} has the numbers is not said.${why} Add project, the experiment’s name, to the data source.${await others(tracking)}`;
  throw new SourceError('not-found', message);
}

async function others(tracking: Tracking): Promise<string> {
  const found = await tracking.experiments(NAMES + 1);
  if (found.length === 0) return ' It has none that can be read.';
  const names = found.slice(0, NAMES).map(({ name }) => shown(name));
  return ` It has ${names.join(', ')}${found.length > NAMES ? ' and more' : ''}.`;
}

export const shown = (name: string): string => `“${plainText(name, 60)}”`;
