import type { DriftAnswer, LoadedAlert, SeriesAnswer } from '../core/decay/answers.ts';
import type { DataFiles } from './files.ts';
import type { Http } from './http.ts';

/** An entry of a plan's spec.dataSources. */
export interface Source {
  readonly name: string;
  readonly type: string;
  readonly url?: string;
  readonly path?: string;
  readonly tenant?: string;
  readonly project?: string;
}

/** What a backend may use; it has no clock, no network and no files of its own. */
export interface BackendContext {
  readonly http: Http;
  readonly files: DataFiles;
  /** Aborted when nobody waits any longer. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What answers under a data source, as the connection test found it. */
export interface SourceDescription {
  /** "Prometheus 3.14.0", "MLflow 3.6.0", "12 CSV files". */
  readonly product: string;
  /** What else a person should know, such as a limited permission. */
  readonly notes: readonly string[];
}

export interface ListedMetric {
  readonly name: string;
  readonly description?: string;
  readonly unit?: string;
}

export interface SeriesRequest {
  /** What is asked: `query` of Prometheus, `metric` of all others. */
  readonly metric?: string;
  readonly query?: string;
  /** Milliseconds since the epoch; `from` may be -Infinity: all there is. */
  readonly from: number;
  readonly to: number;
  /**
   * Milliseconds between two values, as the plan says. A source that can be asked for any moment is asked no more often:
   * the same value told twice would count as two.
   */
  readonly interval?: number;
  /** No more samples are given: the source or the backend reduces, keeping smallest and largest values. */
  readonly maxPoints: number;
  /** The registered model and the version whose numbers count, where the plan fixes one. */
  readonly model?: string;
  readonly version?: string;
}

export type SeriesResult = SeriesAnswer;

export interface DriftRequest {
  /** `query` is PromQL that gives the scores of one column. */
  readonly columns: readonly { readonly column: string; readonly method: string; readonly query?: string }[];
  readonly from: number;
  readonly to: number;
  /** As in SeriesRequest. */
  readonly interval?: number;
  /** For each column. */
  readonly maxPoints: number;
  readonly model?: string;
  readonly version?: string;
}

export type DriftResult = DriftAnswer;

/** An alerting rule as a server has loaded it. */
export interface LoadedRule extends LoadedAlert {
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'firing' | 'pending' | 'inactive' | 'unknown';
}

export interface RegisteredVersion {
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly aliases: readonly string[];
  /** Run that made it, and what that run says of its code. */
  readonly runId?: string;
  readonly trained?: number;
  readonly sourceName?: string;
  readonly commit?: string;
}

export interface RegisteredModel {
  readonly name: string;
  /** Newest first, at most 100. */
  readonly versions: readonly RegisteredVersion[];
}

/**
 * One kind of data source. Every verb rejects with a SourceError, ends soon after `signal` aborts, and is bounded in
 * bytes, points and pages. To add one: a folder beside this file and a line in registry.ts.
 */
export interface Backend {
  /** As in spec.dataSources[].type. */
  readonly type: string;
  /** The connection test: resolves when the source answers and may be read. */
  readonly describe: (source: Source, context: BackendContext) => Promise<SourceDescription>;
  /** Metrics it has, at most 1,000, by name. */
  readonly list: (source: Source, context: BackendContext) => Promise<readonly ListedMetric[]>;
  readonly series: (source: Source, request: SeriesRequest, context: BackendContext) => Promise<SeriesResult>;
  readonly drift?: (source: Source, request: DriftRequest, context: BackendContext) => Promise<DriftResult>;
  readonly rules?: (source: Source, context: BackendContext) => Promise<readonly LoadedRule[]>;
  readonly registry?: (source: Source, model: string, context: BackendContext) => Promise<RegisteredModel>;
  /** Where a person sees the same in the source's own pages. */
  readonly link?: (source: Source, request: SeriesRequest) => string | undefined;
}
