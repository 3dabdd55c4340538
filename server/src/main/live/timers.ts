/** The clock, timers and chance, given from outside, so that a test lives an hour in a moment. */
export interface Timers {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Runs `action` after so many milliseconds; what is returned cancels it. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}

export const SYSTEM_TIMERS: Timers = {
  now: Date.now,
  random: Math.random,
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    // Nobody waits for the process to end because something would be read again later.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
