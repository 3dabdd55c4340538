/** What is read of one source for one request, at most. */
export const LIMITS = {
  /** Runs that are looked at, newest first. */
  runs: 1_000,
  /** Runs in one answer: each comes with all its metrics, parameters and tags. */
  runsPerPage: 200,
  /** Values of one metric. */
  values: 200_000,
  /** Runs whose histories are asked for in one request; MLflow allows 100. */
  runsPerHistory: 100,
  /** Values of each run in such an answer; a run that has as many is asked for alone. MLflow allows 2,500. */
  valuesPerRun: 500,
  sampledValues: 2_500,
  /** Values of one page of one run's history; MLflow gives at most 25,000. */
  valuesPerPage: 25_000,
  pages: 100,
  versions: 100,
  metrics: 1_000,
  columns: 200,
  /** Requests at a time. */
  parallel: 4,
  timeoutMs: 30_000,
  bytes: 32_000_000,
} as const;

/** So that tests can have several pages of few values. */
export type Limits = { readonly [K in keyof typeof LIMITS]: number };
