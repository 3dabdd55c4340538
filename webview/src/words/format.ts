import type { IndicatorView, Level, Point } from '../../../server/src/core/panel/contract.ts';
import { numberFormat } from './formats.ts';
import { plainName } from './plain.ts';
import { formatDay } from './time.ts';

export const LEVEL_TEXT: Readonly<Record<Level, string>> = {
  ok: 'On track',
  warning: 'Warning',
  critical: 'Critical',
  unknown: 'Not known',
};

/** A number as people read it: four significant digits, or its exponent where it has too many zeros. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  const notation = size !== 0 && (size < 1e-4 || size >= 1e7) ? 'scientific' : 'standard';
  const maximumFractionDigits = Math.max(0, Math.min(20, 3 - Math.floor(Math.log10(size || 1))));
  const digits = notation === 'scientific' ? { maximumSignificantDigits: 4 } : { maximumFractionDigits };
  return numberFormat({ notation, ...digits }).format(value);
}

const SHORT_UNITS = new Map([
  ['ratio', ''],
  ['count', ''],
  ['percent', '%'],
  ['seconds', 's'],
  ['milliseconds', 'ms'],
]);

/** A difference or a score: three digits tell enough of it. */
export function formatRough(value: number): string {
  const isTiny = value !== 0 && Math.abs(value) < 1e-4;
  const notation = isTiny || Math.abs(value) >= 1e7 ? 'scientific' : 'standard';
  return numberFormat({ notation, maximumSignificantDigits: 3 }).format(value);
}

/** As the plan's headline says it. A currency is told by its code. */
export function formatValue(value: number, unit: string | undefined, format = formatNumber): string {
  const short = unit === undefined ? '' : plainName(SHORT_UNITS.get(unit) ?? unit);
  return short ? `${format(value)} ${short}` : format(value);
}

export function formatPercent(share: number): string {
  return numberFormat({ style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** How much of the way from baseline to critical is gone, in words. */
export function headroomText(used: number): string {
  if (used < 0) return 'Better than the baseline';
  return used >= 1 ? `Headroom used up (${formatPercent(used)})` : `${formatPercent(used)} of headroom used`;
}

/** How far the newest value is from the baseline, with an arrow for its direction; '' without a baseline. */
export function changeText({ baseline, unit }: IndicatorView, newest: number | undefined): string {
  if (baseline === undefined || newest === undefined) return '';
  const change = newest - baseline;
  // A difference of two rounded numbers has digits that mean nothing.
  if (Math.abs(change) < 1e-12 * Math.abs(baseline)) return 'at its baseline';
  return `${change < 0 ? '▼' : '▲'} ${formatValue(Math.abs(change), unit, formatRough)} since baseline`;
}

export type LineName = 'baseline' | 'warning' | 'critical' | 'target' | 'guardrail';
const LINES: readonly LineName[] = ['critical', 'guardrail', 'warning', 'target', 'baseline'];

export interface PlanLine {
  /** The first is the most severe: it gives the colour. */
  readonly names: readonly LineName[];
  readonly value: number;
}

/** The lines of a plan that an indicator has. Lines at the same value are one with several names. */
export function linesOf(indicator: IndicatorView): PlanLine[] {
  const lines = new Map<number, LineName[]>();
  for (const name of LINES) {
    const value = indicator[name];
    if (value === undefined || !Number.isFinite(value)) continue;
    lines.set(value, [...(lines.get(value) ?? []), name]);
  }
  return [...lines].map(([value, names]) => ({ names, value }));
}

/** What the chart shows, for those who do not see it. `points` has one or more. */
export function chartSummary(indicator: IndicatorView, points: readonly Point[], forecast = ''): string {
  const [first, last] = [points[0], points.at(-1)];
  const name = plainName(indicator.name);
  if (!first || !last) return `${name}: no values`;
  const said = (value: number): string => formatValue(value, indicator.unit);
  const values = points.map(({ value }) => value);
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const course =
    points.length === 1
      ? `one value, ${said(last.value)} on ${formatDay(last.time)}`
      : `${points.length} values, from ${said(first.value)} on ${formatDay(first.time)} to ${said(last.value)} on ${formatDay(last.time)}, lowest ${said(low)}, highest ${said(high)}`;
  const lines = linesOf(indicator).map(({ names, value }) => `${names.join(' and ')} ${said(value)}`);
  const pending = indicator.series.state === 'ready' ? (indicator.series.pending?.length ?? 0) : 0;
  const tail = pending > 0 ? [`${pending} newer values whose labels are pending`] : [];
  return [`Line chart of ${name}: ${course}`, ...tail, ...lines, ...(forecast ? [forecast] : [])].join('; ');
}
