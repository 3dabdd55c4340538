const CRASHES = 5;
const WITHIN = 3 * 60_000;

/** Decides whether a server that ended by itself is started again: not after the fifth time within three minutes. */
export class CrashPolicy {
  private times: number[] = [];

  /**
   * Counts a crash.
   * @param now milliseconds on any steady clock
   */
  crashed(now: number): 'restart' | 'give-up' {
    this.times = [...this.times.filter((time) => now - time < WITHIN), now];
    return this.times.length < CRASHES ? 'restart' : 'give-up';
  }
}
