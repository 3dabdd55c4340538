import type { Backend, BackendContext, Source } from '../backend.ts';
import { plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import { serverTracking } from './client.ts';
import { readDrift } from './drift.ts';
import { experimentsOf } from './experiments.ts';
import { LIMITS } from './limits.ts';
import { linkTo } from './link.ts';
import { metricNames } from './notes.ts';
import { readRegistry } from './registry.ts';
import { readSeries } from './series.ts';
import { isStore, storeTracking } from './store/open.ts';
import type { Store } from '../file/store.ts';
import type { Tracking } from './tracking.ts';

/**
 * MLflow: a server (`url`), or without one its store in the workspace (`path`: mlflow.db, or the older folder mlruns).
 * `project` is an experiment by name or id, `tenant` a workspace.
 *
 * The series of an indicator is what all runs of an experiment have logged of `metric`, each value at the time it was
 * logged with. So both ways to monitor work: a new run for each evaluation, and one long run. Which experiment, see
 * experiments.ts; of which version of the model, versions.ts; which of several values counts, collect.ts.
 */
export const mlflow: Backend = {
  type: 'mlflow',
  describe: (source, context) =>
    using(source, context, async (tracking) => {
      const description = await tracking.describe();
      if (source.project === undefined || (await tracking.experiment(source.project))) return description;
      const note = `It has no experiment called “${plainText(source.project, 60)}”: change project of the data source.`;
      return { ...description, notes: [...description.notes, note] };
    }),
  list: (source, context) => using(source, context, (tracking) => listMetrics(tracking, source)),
  series: (source, request, context) => using(source, context, (tracking) => readSeries(tracking, source, request)),
  drift: (source, request, context) => using(source, context, (tracking) => readDrift(tracking, source, request)),
  registry: (source, model, context) => using(source, context, (tracking) => readRegistry(tracking, model)),
  link: linkTo,
};

/** As what a data source of type `file` may lead to. */
export const mlflowStore: Store = { knows: isStore, backend: mlflow };

/** Experiments and runs whose metrics are listed where no experiment is named. */
const LISTED = { experiments: 20, runs: 200 } as const;

async function listMetrics(tracking: Tracking, source: Source): Promise<{ readonly name: string }[]> {
  const experiments =
    source.project === undefined
      ? await tracking.experiments(LISTED.experiments)
      : await experimentsOf(tracking, source, undefined, undefined);
  if (experiments.length === 0) return [];
  const { runs } = await tracking.runs(
    experiments.map(({ id }) => id),
    LISTED.runs,
  );
  return metricNames(runs)
    .slice(0, LIMITS.metrics)
    .map((name) => ({ name }));
}

export async function using<T>(
  source: Source,
  context: BackendContext,
  action: (tracking: Tracking) => Promise<T>,
): Promise<T> {
  const tracking = source.url === undefined ? await storeTracking(source, context) : serverTracking(source, context);
  try {
    context.signal.throwIfAborted();
    return await action(tracking);
  } catch (error) {
    if (context.signal.aborted) throw new SourceError('cancelled', `Asking ${tracking.who} was given up.`);
    throw error;
  } finally {
    tracking.close();
  }
}
