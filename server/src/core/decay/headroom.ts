import type { IndicatorView, Level } from '../panel/contract.ts';

/** An indicator's lines, in its unit. */
export type Lines = Pick<IndicatorView, 'objective' | 'baseline' | 'warning' | 'critical'>;

/**
 * Share of the way from baseline to critical that `value` has gone: 0 at the baseline, 1 at critical, below 0 better
 * than the baseline. Undefined without both lines, or where critical is not on the worse side of the baseline.
 */
export function headroomUsed(value: number, { objective, baseline, critical }: Lines): number | undefined {
  if (baseline === undefined || critical === undefined) return undefined;
  const room = critical - baseline;
  if (objective === 'maximize' ? room >= 0 : room <= 0) return undefined;
  const used = (value - baseline) / room;
  // At the baseline the quotient can be -0.
  return Number.isFinite(used) ? used + 0 : undefined;
}

/** A share in words; neither 0 nor 100 % is said of what is only near it. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (share >= 1) return `${rounded} %`;
  return `${Math.min(99, Math.max(1, rounded))} %`;
}

/** Where `value` stands. A line counts from its value on, the line itself included. */
export function levelOf(value: number, { objective, warning, critical }: Lines): Level {
  const isAt = (line: number | undefined): boolean =>
    line !== undefined && (objective === 'maximize' ? value <= line : value >= line);
  if (isAt(critical)) return 'critical';
  if (isAt(warning)) return 'warning';
  return warning === undefined && critical === undefined ? 'unknown' : 'ok';
}
