/** What two samples, or two histograms, of a column differ by. */
export interface DriftScore {
  /** Id of the method as plans write it. */
  readonly method: string;
  /** Which of the ways to compute it: bins, base, mode. Scores of different flavours are not comparable. */
  readonly flavour: string;
  /** The distance; of a test its p-value. */
  readonly score: number;
  /** Of a test: what its p-value was computed from. */
  readonly statistic?: number;
  readonly freedom?: number;
}
