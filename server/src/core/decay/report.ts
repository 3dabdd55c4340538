import type { Sample } from './series.ts';

/** What the decay engine says of a series. Everything is plain JSON; times are milliseconds since the epoch. */

/** Direction of a series and how sure it is. Slopes are in the indicator's unit per day, as measured: not turned so that bad is falling. */
export interface Trend {
  /** Theil–Sen: the median of all pairwise slopes. */
  readonly slopePerDay: number;
  /** 80 % interval of the slope. */
  readonly slopeLow: number;
  readonly slopeHigh: number;
  /** Two-sided p of the Mann–Kendall test with its variance widened for autocorrelation. */
  readonly p: number;
  /** Values the trend was computed from. */
  readonly count: number;
  /** p < 0.05 and towards the plan's lines. */
  readonly direction: 'worsening' | 'improving' | 'none';
}

/** A step in the level of a series. */
export interface ChangePoint {
  /** Time of the first value after the step. */
  readonly time: number;
  /** Medians before and after. */
  readonly before: number;
  readonly after: number;
  readonly worse: boolean;
}

/** Forecast of when a line is crossed, by method H: an 80 % interval, one case in ten earlier, one in ten later. */
export interface Crossing {
  readonly state: 'crosses';
  readonly line: 'warning' | 'critical';
  readonly threshold: number;
  /** Undefined where it lies beyond what the history supports. */
  readonly estimate?: number;
  readonly earliest: number;
  /** Undefined: no latest date can be given. */
  readonly latest?: number;
  /** No date beyond this is supported by the history: one observed span after its end. */
  readonly horizon: number;
  /** To draw: the median line with its band, from the last value used to the horizon. */
  readonly band: readonly {
    readonly time: number;
    readonly low: number;
    readonly middle: number;
    readonly high: number;
  }[];
  /** The slope of the last half lies outside the interval of the first half, on the worse side: it may cross earlier. */
  readonly accelerating: boolean;
  /** Only values from here on were used: behind a change point. */
  readonly since?: number;
  /** Refitted at past origins: how many intervals held what came, of those that could be judged. */
  readonly backtest?: { readonly held: number; readonly judged: number };
}

export type Forecast =
  | Crossing
  /** Nothing is tested below 8 values. */
  | { readonly state: 'not-enough-history'; readonly count: number; readonly needed: number }
  /** 8 to 11 values, or too short a span: a direction, no date. */
  | { readonly state: 'direction-only'; readonly count: number; readonly p: number; readonly worsening: boolean }
  | {
      readonly state: 'no-trend';
      readonly count: number;
      readonly p: number;
      /** Smallest total change over the history that would have been seen. */ readonly detectable?: number;
    }
  | { readonly state: 'improving'; readonly count: number; readonly p: number }
  /** The newest counted value is at or beyond the line. */
  | {
      readonly state: 'crossed';
      readonly line: 'warning' | 'critical';
      readonly threshold: number;
      /** First of the values that have stayed there. */ readonly on: number;
    }
  /** The plan draws no line to cross. */
  | { readonly state: 'no-line' };

/** How fast the error budget of an SLO is used. */
export interface Burn {
  readonly slo: string;
  /** Percent, as in the plan. */
  readonly objective: number;
  /** Of the SLO; milliseconds. */
  readonly window: number;
  /** Share of the SLO's window's error budget that is left; below 0 it is overdrawn. */
  readonly budgetLeft: number;
  /** Error rate over (1 - objective), by window, the shortest first. */
  readonly rates: readonly {
    readonly window: number;
    readonly rate: number;
    readonly limit: number;
    readonly events: number;
  }[];
  /** Both the long and the short window of a pair exceed its limit. */
  readonly alert?: 'page' | 'ticket';
}

export interface SeriesReport {
  /** Values that count: labels have had time to arrive. In order of time. */
  readonly counted: readonly Sample[];
  /** Values that are too young for their labels. */
  readonly pending: readonly Sample[];
  /** The newest counted value is older than the plan's staleAfter (and the label delay). */
  readonly stale: boolean;
  readonly trend?: Trend;
  readonly changes: readonly ChangePoint[];
  readonly forecast: Forecast;
  readonly burn?: Burn;
}

/** Where a column stands at its newest comparison. */
export type DriftVerdict = 'ok' | 'warning' | 'drifted' | 'unknown';
