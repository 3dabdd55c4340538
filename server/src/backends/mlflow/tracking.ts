import type { RegisteredModel, SourceDescription } from '../backend.ts';

export interface Experiment {
  readonly id: string;
  readonly name: string;
}

/** The last value of a metric as MLflow has it: the one of the greatest step, then time, then value. */
export interface LatestValue {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly step: number;
}

export interface Run {
  readonly id: string;
  readonly experiment: string;
  readonly name: string;
  /** Milliseconds since the epoch; 0 when it is not known. */
  readonly start: number;
  /** Undefined while it runs. */
  readonly end?: number;
  /** By name of the metric. */
  readonly latest: ReadonlyMap<string, LatestValue>;
  readonly tags: ReadonlyMap<string, string>;
}

/** A value as it was logged. */
export interface LoggedValue {
  readonly run: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly step: number;
  /** NaN and ±Infinity included. */
  readonly value: number;
}

export interface Runs {
  /** Newest first. */
  readonly runs: readonly Run[];
  /** There are older ones. */
  readonly more: boolean;
}

export interface History {
  /** In no particular order. */
  readonly values: readonly LoggedValue[];
  readonly notes: readonly string[];
}

/** Times of values that are wanted, both inclusive; milliseconds since the epoch, from -Infinity and to Infinity allowed. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** What is read of MLflow, be it a server or a store without one. Whatever it gives is bounded (limits.ts). */
export interface Tracking {
  /** "MLflow at https://host", or the store's path: the start of messages. */
  readonly who: string;
  readonly describe: () => Promise<SourceDescription>;
  /** By its name, or its id. */
  readonly experiment: (nameOrId: string) => Promise<Experiment | undefined>;
  /** Those that are not deleted, newest first, at most `most`. */
  readonly experiments: (most: number) => Promise<readonly Experiment[]>;
  /**
   * Runs that are not deleted, newest first, at most `most`.
   * @param metric only runs that have logged it need be there
   */
  readonly runs: (experiments: readonly string[], most: number, metric?: string) => Promise<Runs>;
  /**
   * Those of the runs that exist.
   * @param metrics whether what they have logged last has to be there too
   */
  readonly runsById: (ids: readonly string[], metrics?: boolean) => Promise<readonly Run[]>;
  /** What the runs have logged of one metric. Newer runs first where a limit leaves out some. */
  readonly history: (runs: readonly Run[], metric: string, range: TimeRange) => Promise<History>;
  /** Names of registered models, those changed last first where that is known, at most `most`. */
  readonly models: (most: number) => Promise<readonly string[]>;
  /** Versions newest first, without what their runs say; undefined when there is no such model. */
  readonly model: (name: string) => Promise<RegisteredModel | undefined>;
  readonly close: () => void;
}
