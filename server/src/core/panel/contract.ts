/** What the "Model Decay" panel shows and says: the only thing the page and its host share. Everything is plain JSON. */

/** One recorded value. */
export interface Point {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** In the indicator's unit. */
  readonly value: number;
  /** How many predictions or rows it was computed from. */
  readonly count?: number;
}

/** What was found of an indicator. */
export type Series =
  | { readonly state: 'ready'; /** In order of time. */ readonly points: readonly Point[] }
  /** Nothing to show, and why, in words that say what to do next. */
  | { readonly state: 'empty' | 'failed' | 'unsupported'; readonly message: string };

/** Where the newest value stands between the plan's lines. */
export type Level = 'ok' | 'warning' | 'critical' | 'unknown';

export interface IndicatorView {
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
}

export interface PlanView {
  /** metadata.displayName or metadata.name. */
  readonly title: string;
  readonly model: string;
  /** The one sentence a person can act on. */
  readonly headline: string;
  readonly level: Level;
  readonly indicators: readonly IndicatorView[];
}

export interface DecayView {
  /** Path of the plan's file, relative to the workspace. */
  readonly file: string;
  /** When the data were read; milliseconds since the epoch. */
  readonly fetchedAt: number;
  /** One for each plan of the file. */
  readonly plans: readonly PlanView[];
}

/** From the host to the page. */
export type HostMessage =
  | { readonly type: 'loading' }
  | { readonly type: 'view'; readonly view: DecayView }
  /** What happened and what to do next. */
  | { readonly type: 'failed'; readonly message: string };

/** From the page to the host. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  /** Show the indicator's place in the plan. */
  | { readonly type: 'reveal'; readonly plan: number; readonly indicator: string }
  | { readonly type: 'copy'; readonly text: string };
