import type { Source, SourceDescription } from '../backends/backend.ts';
import type { HttpRequest, HttpResponse } from '../backends/http.ts';
import type { SourceErrorReason } from '../backends/source-error.ts';
import type { Range } from '../core/document/text.ts';
import type { DecayView, RangeChoice } from '../core/panel/contract.ts';

/** Request of the client: how the models of the plan at `uri`, open or on disk, stand. */
export const DECAY_REQUEST = 'productionFirst/decay';

export interface DecayParams {
  readonly uri: string;
  /** 'all' where it is missing. */
  readonly range?: RangeChoice;
  /** Read the sources again even where the last answer is young enough. */
  readonly refresh?: boolean;
}

export type DecayResult = DecayView;

/** Notification of the server while a DECAY_REQUEST is under way. */
export const DECAY_PROGRESS = 'productionFirst/decayProgress';

export interface DecayProgress {
  readonly uri: string;
  readonly done: number;
  readonly total: number;
}

/** Notification of the server: what it would answer for a plan is now another, because data were read or a file changed. */
export const DECAY_CHANGED = 'productionFirst/decayChanged';

export interface DecayChanged {
  readonly uri: string;
}

/** Notification of the client: the plans whose decay is on the screen. Only their sources are read again by the clock. */
export const WATCH = 'productionFirst/watch';

export interface WatchParams {
  readonly uris: readonly string[];
}

/** Request of the server: the one way to the network. The client has the credentials, and says which origins may be asked. */
export const HTTP_REQUEST = 'productionFirst/http';

export type HttpResult =
  | { readonly response: HttpResponse }
  | { readonly error: { readonly reason: SourceErrorReason; readonly message: string; readonly retryAfter?: number } };

export type HttpParams = HttpRequest;

/** Request of the client: the data sources of the plans at `uri`. */
export const SOURCES_REQUEST = 'productionFirst/sources';

export interface SourcesParams {
  readonly uri: string;
}

export type SourcesResult = readonly { readonly plan: number; readonly source: Source }[];

/** Request of the client: the connection test of one data source. */
export const TEST_SOURCE_REQUEST = 'productionFirst/testSource';

export interface TestSourceParams {
  readonly uri: string;
  readonly plan: number;
  readonly source: string;
}

export type TestSourceResult =
  | { readonly description: SourceDescription }
  | { readonly error: { readonly reason: SourceErrorReason; readonly message: string } };

/** Request of the client: where a person sees the query of an indicator, or of a column's drift, in the source's own pages. */
export const SOURCE_LINK_REQUEST = 'productionFirst/sourceLink';

export interface SourceLinkParams {
  readonly uri: string;
  readonly plan: number;
  readonly indicator?: string;
  readonly column?: string;
}

export interface SourceLinkResult {
  readonly url?: string;
}

/** Request of the client: what plans say of the code in a Python file, to be shown beside it. Asks no network. */
export const TRAINING_CODE_REQUEST = 'productionFirst/trainingCode';

export interface TrainingCodeParams {
  readonly uri: string;
  /** As it is open, unsaved changes included. */
  readonly text: string;
}

export interface TrainingCode {
  /** Of the function's or class's name; of the file's first line where the plan names no symbol. */
  readonly range: Range;
  /** URI of the plan's file, and which of its plans. */
  readonly plan: string;
  readonly index: number;
  /** Short: for a lens and a status-bar item. */
  readonly title: string;
  /** Markdown without HTML and without links of commands: a small table of the indicators. */
  readonly details: string;
  readonly level: 'ok' | 'warning' | 'critical' | 'unknown';
  /** How ready the model is for production. */
  readonly readiness?: ReadinessNote;
}

export interface ReadinessNote {
  /** Short: the level, and the open ones of the five questions. */
  readonly title: string;
  /** What each question is answered, a line each. */
  readonly details: string;
  /** In the plan: where the first open question is answered, else the first question. */
  readonly place: Range;
}

export type TrainingCodeResult = readonly TrainingCode[];
