import type { IndicatorView, Level, Point } from '../../server/src/core/panel/contract.ts';

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
  return new Intl.NumberFormat(undefined, { notation, ...digits }).format(value);
}

export function formatValue(value: number, unit: string | undefined): string {
  return unit ? `${formatNumber(value)} ${unit}` : formatNumber(value);
}

/** A recorded moment. In UTC, as daily values are recorded: local time would move them to the day before. */
export function formatTime(time: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(time);
}

function formatDay(time: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(time);
}

/** A moment of the reader's own day. */
export function formatLocalTime(time: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(time);
}

/** How much of the way from baseline to critical is gone, in words. */
export function headroomText(used: number): string {
  if (used < 0) return 'Better than the baseline';
  const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 }).format(used);
  return used >= 1 ? `Headroom used up (${percent})` : `${percent} of headroom used`;
}

/** The lines of a plan that an indicator has, each with its name. */
export function linesOf(indicator: IndicatorView): { name: 'baseline' | 'warning' | 'critical'; value: number }[] {
  return (['baseline', 'warning', 'critical'] as const).flatMap((name) => {
    const value = indicator[name];
    return value === undefined ? [] : [{ name, value }];
  });
}

/** What the chart shows, for those who do not see it. `points` has one or more. */
export function chartSummary(indicator: IndicatorView, points: readonly Point[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return `${indicator.name}: no values`;
  const said = (value: number): string => formatValue(value, indicator.unit);
  const values = points.map(({ value }) => value);
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const course =
    points.length === 1
      ? `one value, ${said(last.value)} on ${formatDay(last.time)}`
      : `${points.length} values, from ${said(first.value)} on ${formatDay(first.time)} to ${said(last.value)} on ${formatDay(last.time)}, lowest ${said(low)}, highest ${said(high)}`;
  const lines = linesOf(indicator).map(({ name, value }) => `${name} ${said(value)}`);
  return [`Line chart of ${indicator.name}: ${course}`, ...lines].join('; ');
}
