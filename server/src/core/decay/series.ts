/** What data sources give and the decay engine reads. Everything is plain JSON. */

/** No date lies further from the epoch, in milliseconds (ECMAScript's time values). */
export const LAST_TIME = 8.64e15;

/** One recorded value. */
export interface Sample {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Finite; in the indicator's unit. */
  readonly value: number;
  /** How many predictions or rows it was computed from. */
  readonly count?: number;
}

/** Something that happened to the model and may explain a change: drawn across all charts. */
export interface Marker {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly kind: 'trained' | 'deployed' | 'change';
  /** In a few words, such as "version 7". */
  readonly label: string;
}

/** How a drift score is read: a distance grows with drift, a p-value shrinks. */
export type DriftDirection = 'distance' | 'p-value';

/** One comparison of a column with its reference. */
export interface DriftSample {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly score: number;
  /** The source's own verdict, where it has one. */
  readonly drifted?: boolean;
}

/** The scores of one column by one method. A column whose method or its threshold changed has several. */
export interface DriftSeries {
  readonly column: string;
  /** Id of the method as plans write it: psi, ks, chi_square, wasserstein, jensenshannon …; as the source has it when unknown. */
  readonly method: string;
  /** The method as the source names it, flavour included: "Wasserstein distance (normed)". */
  readonly methodLabel: string;
  /** Undefined when the method is not known: then no verdict is possible without the source's own. */
  readonly direction?: DriftDirection;
  /** From which score on the source itself calls it drift. */
  readonly threshold?: number;
  /** In order of time, one for each time. */
  readonly samples: readonly DriftSample[];
}
