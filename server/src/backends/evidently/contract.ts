/** Names and values that tell one number of a report from another: column, method, threshold, label, value_type … */
export type Params = ReadonlyMap<string, string>;

/** One number of a report. */
export interface Point {
  /** Without its prefix: ValueDrift, Accuracy, DriftedColumnsCount. */
  readonly type: string;
  readonly params: Params;
  readonly value: number;
  /** What the report's own test says. */
  readonly drifted?: boolean;
}

/** What one report, or snapshot, says. */
export interface Snapshot {
  /** Milliseconds since the epoch; undefined where the file does not say. */
  readonly time?: number;
  /** `model_version` of its metadata. */
  readonly version?: string;
  readonly points: readonly Point[];
}

export interface MetricSample {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly value: number;
  readonly drifted?: boolean;
  readonly version?: string;
}

/** One number of many reports. */
export interface MetricSeries {
  readonly type: string;
  readonly params: Params;
  /** In order of time, one for each time. */
  readonly samples: readonly MetricSample[];
}

/** What was read, from a server or from files. */
export interface Read {
  readonly series: readonly MetricSeries[];
  readonly notes: readonly string[];
}
