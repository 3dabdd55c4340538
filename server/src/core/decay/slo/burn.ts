import { levelOf } from '../headroom.ts';
import type { Burn } from '../report.ts';
import type { Sample } from '../series.ts';
import { median } from '../numeric/order.ts';
import { burnLimits } from './windows.ts';

/** An entry of the plan's spec.slos. */
export interface Slo {
  readonly name: string;
  /** Percent, above 0 and below 100. */
  readonly objective: number;
  /** Milliseconds. */
  readonly window: number;
}

export interface BurnOptions {
  readonly objective: 'maximize' | 'minimize';
  readonly critical?: number;
  /** Milliseconds between two values; taken from the values where it is missing. */
  readonly interval?: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Predictions, or values where their number is not known, that a window needs before its rate may alarm. */
const LEAST_PREDICTIONS = 100;
const LEAST_VALUES = 5;

/**
 * How fast an SLO's error budget is used. A value at or beyond `critical` is bad, and all predictions it was computed from
 * with it; values without a count weigh the same. Multi-window, multi-burn-rate alerts of Google's SRE Workbook, with
 * windows that suit how often values come.
 * @param samples in order of time
 * @returns undefined without a critical line, a budget or a value in the SLO's window
 */
export function burn(samples: readonly Sample[], slo: Slo, options: BurnOptions): Burn | undefined {
  const budget = 1 - slo.objective / 100;
  const { critical, now } = options;
  const recent = samples.filter(({ time }) => time > now - slo.window && time <= now);
  const first = recent[0];
  if (critical === undefined || !(budget > 0 && budget <= 1) || !(slo.window > 0) || !first) return undefined;
  const interval = options.interval ?? gapBetween(recent) ?? slo.window;
  const hasCounts = recent.every(({ count = 0 }) => count > 0 && count <= Number.MAX_SAFE_INTEGER);
  const least = hasCounts ? LEAST_PREDICTIONS : LEAST_VALUES;
  const over = (window: number): { readonly rate: number; readonly events: number } => {
    let [bad, events] = [0, 0];
    for (const { time, value, count } of recent) {
      if (time <= now - window) continue;
      const weight = hasCounts ? (count ?? 1) : 1;
      events += weight;
      if (levelOf(value, { objective: options.objective, critical }) === 'critical') bad += weight;
    }
    return { rate: events > 0 ? bad / events / budget : 0, events };
  };
  const limits = burnLimits(slo.window, interval);
  const alert = limits.find(({ long, short, limit }) => {
    const [slow, fast] = [over(long), over(short)];
    return slow.events >= least && slow.rate > limit && fast.rate > limit;
  })?.alert;
  // Of a short history the budget of the whole window is not yet used up.
  const covered = Math.min(1, (now - first.time + interval) / slo.window);
  return {
    slo: slo.name,
    objective: slo.objective,
    window: slo.window,
    budgetLeft: 1 - over(slo.window).rate * covered,
    // One length may be short in one pair and long in another, whose limit then counts.
    rates: [
      ...limits.map(({ long, limit }) => ({ window: long, limit })),
      ...limits.map(({ short, limit }) => ({ window: short, limit })),
    ]
      .filter(({ window }, index, all) => all.findIndex((other) => other.window === window) === index)
      .sort((a, b) => a.window - b.window)
      .map(({ window, limit }) => ({ window, ...over(window), limit })),
    ...(alert && { alert }),
  };
}

function gapBetween(samples: readonly Sample[]): number | undefined {
  const gaps = samples.slice(1).map(({ time }, index) => time - (samples[index]?.time ?? NaN));
  const gap = gaps.length > 0 ? median(gaps) : 0;
  return gap > 0 ? gap : undefined;
}
