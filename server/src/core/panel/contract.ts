import type { Burn, ChangePoint, DriftVerdict, Forecast, Trend } from '../decay/report.ts';
import type { DriftDirection, DriftSample, Marker, Sample } from '../decay/series.ts';

/** What the "Model Decay" panel shows and says: the only thing the page and its host share. Everything is plain JSON. */

/** One recorded value, in the indicator's unit. */
export type Point = Sample;

/** What was found of an indicator. */
export type Series =
  | {
      readonly state: 'ready';
      /** Values that count, in order of time, reduced to what a chart can show. */
      readonly points: readonly Point[];
      /** Behind them: values too young for their labels, shown but not read as decay. */
      readonly pending?: readonly Point[];
      /** How many values there were before they were reduced. */
      readonly total?: number;
    }
  /** Nothing to show, and why, in words that say what to do next. */
  | { readonly state: 'empty' | 'failed' | 'unauthorised' | 'unsupported'; readonly message: string };

/** Where numbers are from beside the source's name and the query: each block of the panel says it. */
export interface Provenance {
  /** As in spec.dataSources[].type. */
  readonly sourceType?: string;
  /** When the data were read; milliseconds since the epoch. The view's own time where it is missing. */
  readonly fetchedAt?: number;
  /** The last attempt failed, with this message: what is shown was read before. */
  readonly outdated?: string;
  /** The source can be opened in a browser at this query. */
  readonly canOpen?: boolean;
  /** What a person must know beside the numbers, such as the server's warnings. */
  readonly notes?: readonly string[];
}

/** Where the newest value stands between the plan's lines. */
export type Level = 'ok' | 'warning' | 'critical' | 'unknown';

export interface IndicatorView extends Provenance {
  readonly name: string;
  /** As in the plan: quality, business, latency … */
  readonly role: string;
  readonly unit?: string;
  readonly objective: 'maximize' | 'minimize';
  readonly baseline?: number;
  readonly warning?: number;
  readonly critical?: number;
  /** Data source by name, and what was asked of it: every number says where it is from. */
  readonly source: string;
  readonly query: string;
  readonly series: Series;
  readonly level: Level;
  /** Share of the way from baseline to critical that the newest value has gone; below 0 it is better than the baseline. */
  readonly headroomUsed?: number;
  /** Of the business metric that this indicator measures. */
  readonly target?: number;
  readonly guardrail?: number;
  /** The newest value that counts is older than the plan's staleAfter. */
  readonly stale?: boolean;
  readonly trend?: Trend;
  readonly changes?: readonly ChangePoint[];
  readonly forecast?: Forecast;
  readonly burn?: Burn;
}

/** The drift of one column by one method. */
export interface DriftColumnView extends Provenance {
  readonly column: string;
  /** As in the plan. */
  readonly method: string;
  /** As the source names it, flavour included. */
  readonly methodLabel: string;
  readonly direction?: DriftDirection;
  /** The plan's lines, in the method's scale. */
  readonly warning?: number;
  readonly critical?: number;
  readonly source: string;
  readonly query: string;
  readonly verdict: DriftVerdict;
  /** In order of time, each with its verdict, reduced to what can be shown. Where the method changed, only what stands behind it. */
  readonly cells: readonly (DriftSample & { readonly verdict: DriftVerdict })[];
  /** Why there are none. */
  readonly message?: string;
  /** The source is not allowed to be read: it wants a credential, or consent. */
  readonly unauthorised?: boolean;
}

export interface DriftView {
  /** The worst first. */
  readonly columns: readonly DriftColumnView[];
  /** Of `judged`, how many drift at their newest comparison. */
  readonly drifted: number;
  readonly judged: number;
  /** From this share on the whole data set counts as drifted, where the plan says so. */
  readonly share?: number;
  readonly dataset: boolean;
}

export interface PlanView {
  /** metadata.name. */
  readonly name: string;
  /** metadata.displayName or metadata.name. */
  readonly title: string;
  readonly model: string;
  /** "version 7", "champion, version 7". */
  readonly version?: string;
  /** As in spec.model.trainingCode. */
  readonly trainingCode?: readonly string[];
  /** When the model was trained; milliseconds since the epoch. */
  readonly trainedAt?: number;
  /** The one sentence a person can act on. */
  readonly headline: string;
  readonly level: Level;
  readonly indicators: readonly IndicatorView[];
  readonly drift?: DriftView;
  /** Trainings, deployments and other events, in order of time. */
  readonly markers?: readonly Marker[];
}

/** Which part of the history is shown: the last so many days up to the view's time, all of it, or what was zoomed to. */
export type RangeChoice = 30 | 90 | 365 | 'all' | { readonly from: number; readonly to: number };

export interface DecayView {
  /** Path of the plan's file, relative to the workspace. */
  readonly file: string;
  /** When the data were read; milliseconds since the epoch. */
  readonly fetchedAt: number;
  /** The moment the model is judged at, where it is not `fetchedAt`: a look back. */
  readonly asOf?: number;
  /** 'all' where it is missing. */
  readonly range?: RangeChoice;
  /** One for each plan of the file. */
  readonly plans: readonly PlanView[];
}

/** From the host to the page. */
export type HostMessage =
  | {
      readonly type: 'loading';
      /** Requests answered, and how many there are. */ readonly progress?: {
        readonly done: number;
        readonly total: number;
      };
    }
  | { readonly type: 'view'; readonly view: DecayView }
  /** What happened and what to do next. */
  | { readonly type: 'failed'; readonly message: string };

/** From the page to the host. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  /** Give up the refresh that is under way. */
  | { readonly type: 'cancel' }
  | { readonly type: 'range'; readonly range: RangeChoice }
  /** Show the query of an indicator, or of a column's drift, in the source's own pages. */
  | { readonly type: 'open'; readonly plan: number; readonly indicator?: string; readonly column?: string }
  /** Ask for a credential of this data source, test it and keep it. */
  | { readonly type: 'connect'; readonly plan: number; readonly source: string }
  /** A picture of a chart, base64 of a PNG, to be saved where the person says. */
  | { readonly type: 'picture'; readonly name: string; readonly png: string }
  /** Show the indicator's place in the plan. */
  | { readonly type: 'reveal'; readonly plan: number; readonly indicator: string }
  | { readonly type: 'copy'; readonly text: string };
