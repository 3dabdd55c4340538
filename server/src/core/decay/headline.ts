import type { IndicatorView, Level } from '../panel/contract.ts';
import { isoDate } from '../schema/formats.ts';
import { percent } from './headroom.ts';

const WORST_FIRST: readonly Level[] = ['critical', 'warning', 'ok', 'unknown'];

/** The worst level; a plan is not "ok" while an indicator that has lines has no value. */
export function overallLevel(indicators: readonly IndicatorView[]): Level {
  const levels = new Set(indicators.map(({ level }) => level));
  if (levels.has('critical')) return 'critical';
  if (levels.has('warning')) return 'warning';
  return levels.has('ok') && !indicators.some(isMissing) ? 'ok' : 'unknown';
}

const isMissing = ({ series, warning, critical }: IndicatorView): boolean =>
  series.state !== 'ready' && (warning !== undefined || critical !== undefined);

/**
 * How things stand, the worst indicator first. Nothing is foretold.
 * @param staleBefore values older than this are told with their day; milliseconds since the epoch
 */
export function headlineOf(indicators: readonly IndicatorView[], staleBefore: number | undefined): string {
  if (indicators.length === 0) return 'This plan watches nothing yet. Add indicators to spec.monitoring.indicators.';
  const [worst] = indicators.filter(({ series }) => series.state === 'ready').sort(byUrgency);
  if (!worst) return noData(indicators);
  const parts = [`${worst.name} ${standing(worst, staleBefore)}`, ...inLines(indicators)];
  const missing = indicators.filter(({ series }) => series.state !== 'ready');
  if (missing.length > 0) parts.push(`no values of ${listed(missing.map(({ name }) => name))}`);
  return parts.join('; ');
}

function byUrgency(a: IndicatorView, b: IndicatorView): number {
  const byLevel = WORST_FIRST.indexOf(a.level) - WORST_FIRST.indexOf(b.level);
  return byLevel === 0 ? (b.headroomUsed ?? -Infinity) - (a.headroomUsed ?? -Infinity) || 0 : byLevel;
}

function standing(indicator: IndicatorView, staleBefore: number | undefined): string {
  const { series, unit } = indicator;
  const newest = series.state === 'ready' ? series.points.at(-1) : undefined;
  if (!newest) return '';
  const isStale = staleBefore !== undefined && newest.time < staleBefore;
  const day = isStale ? ` on ${isoDate(newest.time)}, the newest value` : '';
  return `${inUnit(newest.value, unit)}${day}, ${position(indicator, newest.value)}`;
}

function position({ level, warning, critical, unit, headroomUsed, baseline }: IndicatorView, value: number): string {
  const at = (line: number): string => (value === line ? 'at' : 'beyond');
  if (level === 'critical' && critical !== undefined) return `${at(critical)} its critical ${inUnit(critical, unit)}`;
  if (headroomUsed !== undefined && headroomUsed > 0) return `${percent(headroomUsed)} of the headroom used`;
  if (level === 'warning' && warning !== undefined) return `${at(warning)} its warning ${inUnit(warning, unit)}`;
  if (headroomUsed !== undefined && baseline !== undefined) {
    return `${headroomUsed === 0 ? 'at' : 'better than'} its baseline ${inUnit(baseline, unit)}`;
  }
  return level === 'ok' ? 'within its lines' : 'without a warning or critical line to compare it with';
}

function inLines(indicators: readonly IndicatorView[]): string[] {
  // Of a single indicator the first part has said it.
  if (indicators.length === 1 || indicators.every(({ level }) => level === 'unknown')) return [];
  const good = indicators.filter(({ level }) => level === 'ok').length;
  return [`${good} of ${indicators.length} indicators within their lines`];
}

function noData(indicators: readonly IndicatorView[]): string {
  const [first] = indicators;
  const why = first && first.series.state !== 'ready' ? ` ${first.name}: ${first.series.message}` : '';
  return `No values of ${indicators.length === 1 ? 'the indicator' : `any of the ${indicators.length} indicators`} yet.${why}`;
}

const listed = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

/** Four digits tell any change that matters; a currency is told by its code. */
function inUnit(value: number, unit: string | undefined): string {
  const number = String(Number(value.toPrecision(4)));
  if (unit === undefined || unit === 'ratio' || unit === 'count') return number;
  const short: Readonly<Record<string, string>> = { percent: '%', seconds: 's', milliseconds: 'ms' };
  return `${number} ${Object.hasOwn(short, unit) ? short[unit] : unit}`;
}
