import type { BackendContext, Source } from '../backend.ts';
import { mapLimited } from '../map-limited.ts';
import { LIMITS } from './limits.ts';
import { using } from './mlflow.ts';
import { readRegistry } from './registry.ts';

const MAX_MODELS = 500;
const MAX_METRICS = 30;

/** A version of a registered model, with what the run that made it has measured. */
export interface TrainedModel {
  readonly model: string;
  readonly version: string;
  /** One that leads to it. */
  readonly alias?: string;
  /** Milliseconds since the epoch. */
  readonly trained?: number;
  /** The program that trained it, as its run says. */
  readonly code?: string;
  /** What the run has logged last, by name; finite. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Names of the registered models of a source. Rejects with a SourceError. */
export const listModels = (source: Source, context: BackendContext): Promise<readonly string[]> =>
  using(source, context, (tracking) => tracking.models(MAX_MODELS));

/** The version of a model that an alias leads to, else the newest. Rejects with a SourceError; undefined: it has no version. */
export function readTrainedModel(
  source: Source,
  model: string,
  context: BackendContext,
): Promise<TrainedModel | undefined> {
  return using(source, context, async (tracking) => {
    const { versions } = await readRegistry(tracking, model);
    const found = versions.find(({ aliases }) => aliases.length > 0) ?? versions[0];
    if (!found) return undefined;
    const { version, aliases, trained, sourceName, runId } = found;
    const [run] = runId === undefined ? [] : await tracking.runsById([runId], true);
    const names = [...(run?.latest.keys() ?? [])].filter((name) => !name.startsWith('system/')).slice(0, MAX_METRICS);
    const values = await mapLimited(names, LIMITS.parallel, async (name): Promise<[string, number][]> => {
      const history = await tracking.history(run ? [run] : [], name, { from: -Infinity, to: Infinity });
      // MLflow's last value: of the greatest step, then time.
      const last = history.values.toSorted((a, b) => a.step - b.step || a.time - b.time).at(-1)?.value;
      return last !== undefined && Number.isFinite(last) ? [[name, last]] : [];
    });
    const [alias] = aliases;
    return {
      model,
      version,
      metrics: Object.fromEntries(values.flat()),
      ...(alias !== undefined && { alias }),
      ...(trained !== undefined && { trained }),
      ...(sourceName !== undefined && { code: sourceName }),
    };
  });
}
