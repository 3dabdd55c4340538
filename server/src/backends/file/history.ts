import type { DriftDirection } from '../../core/decay/series.ts';

/** What one file says, as columns of numbers: twenty metrics of 100,000 values are 32 MB, not two million objects. */
export interface FileHistory {
  readonly metrics: ReadonlyMap<string, Recorded>;
  /** By column; one for each method. */
  readonly drift: ReadonlyMap<string, readonly RecordedDrift[]>;
  /** Versions of the model, as rows name them by their index. */
  readonly versions: readonly string[];
  /** Lines that are no rows. */
  readonly skipped: number;
  /** Why the file, or the rest of it, was not read: to be put behind its name. */
  readonly problem?: string;
  /** What a person must know of it beside the numbers. */
  readonly notes?: readonly string[];
  /** Of all its columns, in memory. */
  readonly bytes: number;
}

/** Values of one series: index i of each column belongs together. In order of time; of two at one time the later row is behind. */
export interface Recorded {
  /** Milliseconds since the epoch. */
  readonly times: Float64Array;
  /** Finite. */
  readonly values: Float64Array;
  /** How many predictions or rows a value was computed from; NaN where it is not said. */
  readonly counts?: Float64Array;
  /** Index in FileHistory.versions, or NO_VERSION. */
  readonly versions?: Uint16Array;
  /** The source's own verdict: 1 drifted, 0 not, UNKNOWN. */
  readonly verdicts?: Uint8Array;
  /** Rows without a usable time or a finite value. */
  readonly skipped: number;
}

export interface RecordedDrift extends Recorded {
  /** As the file names it. */
  readonly methodLabel: string;
  /** What wrote it, where its names of methods differ from those of plans. */
  readonly writer?: 'nannyml';
  /** Where the file itself says how its scores are read. */
  readonly direction?: DriftDirection;
  readonly threshold?: number;
}

export const NO_VERSION = 65_535;
/** Of versions beyond those that are told apart. */
export const OTHER_VERSION = 65_534;
export const UNKNOWN = 2;

/** A file of which nothing was read. */
export const unreadable = (problem: string): FileHistory => ({
  metrics: new Map(),
  drift: new Map(),
  versions: [],
  skipped: 0,
  problem,
  bytes: 0,
});
