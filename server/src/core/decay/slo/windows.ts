/** Two windows that both must use up the error budget faster than a limit. */
export interface BurnLimit {
  readonly alert: 'page' | 'ticket';
  /** Milliseconds. */
  readonly long: number;
  readonly short: number;
  /** Error rate over (1 - objective). */
  readonly limit: number;
}

/** Google SRE Workbook, chapter 5: long window of a period of 720 hours, and the share of the error budget it may use up. */
const MULTI_WINDOW: readonly (readonly [alert: BurnLimit['alert'], hours: number, share: number])[] = [
  ['page', 1, 0.02],
  ['page', 6, 0.05],
  ['ticket', 24, 0.1],
  ['ticket', 72, 0.1],
];

/**
 * The same idea for values that come too seldom for those windows: a 28th, a quarter and half of the period. Those shares of
 * the budget would here be used up by a rate below 1, with which the budget lasts: each may use up half of it instead.
 */
const SELDOM: readonly (readonly [alert: BurnLimit['alert'], part: number, share: number])[] = [
  ['page', 1 / 28, 0.5],
  ['ticket', 1 / 4, 0.5],
  ['ticket', 1 / 2, 0.5],
];

/**
 * @param period window of the SLO
 * @param interval between two values; all milliseconds
 */
export function burnLimits(period: number, interval: number): BurnLimit[] {
  const standard = MULTI_WINDOW.map(([alert, hours, share]) => {
    const long = (hours / 720) * period;
    return { alert, long, short: long / 12, limit: (share * period) / long };
  });
  if (standard.every(({ short }) => short >= interval)) return standard;
  return SELDOM.map(([alert, part, share]) => {
    const long = whole(part * period, interval);
    return { alert, long, short: whole(long / 12, interval), limit: Math.max(1, (share * period) / long) };
  });
}

/** A window holds whole intervals, at least one. */
const whole = (window: number, interval: number): number => Math.max(1, Math.ceil(window / interval - 1e-9)) * interval;
