import type { DriftSeries, Marker, Sample } from './series.ts';

/** What data sources answered to the questions a plan puts to them; the shell around the core asks. */

/** Why a question has no (new) result: the reason of a SourceError, and its message for people. */
export interface Failure {
  readonly reason: string;
  readonly message: string;
}

const OF_THE_SOURCE: ReadonlySet<string> = new Set([
  'unreachable',
  'timeout',
  'unauthorised',
  'forbidden',
  'rate-limited',
  'redirected',
]);

/** Whether a failure for that reason is one of the source itself, so that its other questions fail too. */
export const isOfTheSource = (reason: string): boolean => OF_THE_SOURCE.has(reason);

/** The last good result of a question, and why the last attempt failed, if it did. */
export interface Answer<R> {
  readonly result?: R;
  /** When `result` was read; milliseconds since the epoch. */
  readonly fetchedAt?: number;
  readonly failure?: Failure;
}

export interface SeriesAnswer {
  /** In order of time, one for each time, finite. */
  readonly samples: readonly Sample[];
  /** How many there were before they were reduced, where they were. */
  readonly total?: number;
  /** What a person must know beside the numbers: the server's warnings, rows left out. At most ten, each below 200 characters. */
  readonly notes: readonly string[];
  /** Changes of the model's version that the data themselves show. */
  readonly markers: readonly Marker[];
}

export interface DriftAnswer {
  /** Of the columns asked for; a column without any has none here. */
  readonly series: readonly DriftSeries[];
  readonly notes: readonly string[];
}

export interface RegistryAnswer {
  readonly versions: readonly {
    readonly version: string;
    readonly created: number;
    readonly aliases: readonly string[];
    readonly trained?: number;
  }[];
}

/** An alerting rule as a server has loaded it. */
export interface LoadedAlert {
  readonly name: string;
  readonly group: string;
  readonly query: string;
  /** Milliseconds of `for`. */
  readonly duration: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly health: 'ok' | 'err' | 'unknown';
  readonly lastError?: string;
  /** When it was evaluated last, by this machine's clock; milliseconds since the epoch. Absent: never, or not told. */
  readonly evaluated?: number;
  /** Milliseconds between two evaluations. */
  readonly interval?: number;
}

export interface RulesAnswer {
  readonly rules: readonly LoadedAlert[];
}

/** Undefined entries were not asked: nothing is claimed of them. */
export interface PlanAnswers {
  /** Of the whole history, in the order of the plan's indicators. */
  readonly series: readonly (Answer<SeriesAnswer> | undefined)[];
  /** Of the part that is shown, where the whole history is too coarse for it. */
  readonly detail?: readonly (Answer<SeriesAnswer> | undefined)[];
  /** By the data source's name. */
  readonly drift: ReadonlyMap<string, Answer<DriftAnswer>>;
  readonly registry?: Answer<RegistryAnswer>;
  /** Alerting rules that are loaded, by the data source's name; a look back asks for none. */
  readonly rules?: ReadonlyMap<string, Answer<RulesAnswer>>;
  /** Of which indicators and columns the source can be opened in a browser. */
  readonly links?: { readonly indicators: readonly boolean[]; readonly columns: readonly boolean[] };
}

export const NO_ANSWERS: PlanAnswers = { series: [], drift: new Map() };
