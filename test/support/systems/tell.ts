import type { RegisteredModel, SeriesResult } from '../../../server/src/backends/backend.ts';
import type { TrainedModel } from '../../../server/src/backends/mlflow/trained-model.ts';
import { LIMITS, type Limits } from '../../../server/src/backends/mlflow/limits.ts';

/** What mlflow_client.py read tells. */
export interface Told {
  readonly series: Readonly<Record<string, readonly (readonly [time: number, value: number])[]>>;
  readonly notFinite: Readonly<Record<string, number>>;
  readonly versions: readonly {
    readonly version: string;
    readonly created: number;
    readonly aliases: readonly string[];
    readonly runId: string;
    readonly ended: number;
    readonly sourceName: string;
    readonly commit: string;
    /** What its run has logged last. */
    readonly metrics: Readonly<Record<string, number>>;
  }[];
  readonly experiment: string;
}

/** So small that everything has several pages, and some runs have more than comes for many runs at once. */
export const SMALL_PAGES: Limits = {
  ...LIMITS,
  runsPerPage: 7,
  runsPerHistory: 5,
  valuesPerRun: 20,
  valuesPerPage: 101,
};

export const pairs = ({ samples }: SeriesResult): [number, number][] => samples.map(({ time, value }) => [time, value]);

/** The version with an alias as the client tells it, in the words of what a plan is started from. */
export function trainedOf(told: Told): TrainedModel {
  const { version, aliases, ended, created, sourceName, metrics } = told.versions.find(
    (one) => one.aliases.length > 0,
  )!;
  return {
    model: 'churn',
    version,
    alias: aliases[0]!,
    trained: Math.min(ended, created),
    code: sourceName,
    metrics,
  };
}

/** The registry as the client tells it, in the backend's words. */
export const registryOf = (told: Told): RegisteredModel => ({
  name: 'churn',
  versions: told.versions.map(({ ended, aliases, metrics: _, ...version }) => ({
    ...version,
    aliases: [...aliases],
    trained: Math.min(ended, version.created),
  })),
});
