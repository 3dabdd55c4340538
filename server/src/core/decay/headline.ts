import type { DriftView, IndicatorView, Level } from '../panel/contract.ts';
import { isoDate } from '../schema/formats.ts';
import { beforeRetraining, crossingInWords } from './forecast-words.ts';
import { percent } from './headroom.ts';
import { dayShort, inUnit, listed } from './words.ts';

const WORST_FIRST: readonly Level[] = ['critical', 'warning', 'ok', 'unknown'];

/** What a headline tells of beside the indicators. */
export interface HeadlineContext {
  /** The moment the model is judged at; milliseconds since the epoch. */
  readonly now: number;
  readonly drift?: Pick<DriftView, 'drifted' | 'judged' | 'dataset'> | undefined;
  /** When the schedule trains the model again. */
  readonly nextRetraining?: number | undefined;
}

/** The worst level; a plan is not "ok" while an indicator that has lines has no value. */
export function overallLevel(indicators: readonly IndicatorView[]): Level {
  const levels = new Set(indicators.map(({ level }) => level));
  if (levels.has('critical')) return 'critical';
  if (levels.has('warning')) return 'warning';
  return levels.has('ok') && !indicators.some(isMissing) ? 'ok' : 'unknown';
}

const isMissing = ({ series, warning, critical }: IndicatorView): boolean =>
  series.state !== 'ready' && (warning !== undefined || critical !== undefined);

/** How things stand and where they go, the worst indicator first: one sentence a person can act on. */
export function headlineOf(indicators: readonly IndicatorView[], context: HeadlineContext): string {
  if (indicators.length === 0) return 'This plan watches nothing yet. Add indicators to spec.monitoring.indicators.';
  const worst = worstOf(indicators);
  if (!worst) return [noData(indicators), ...inDrift(context)].join(' ');
  const parts = [
    [`${worst.name} ${standing(worst, context.now)}`, ...future(worst, context)].join(', '),
    ...inLines(indicators),
    ...inDrift(context),
  ];
  const missing = indicators.filter(({ series }) => series.state !== 'ready');
  if (missing.length > 0) parts.push(`no values of ${listed(missing.map(({ name }) => name))}`);
  const outdated = [...new Set(indicators.flatMap((view) => (view.outdated === undefined ? [] : [view.source])))];
  if (outdated.length > 0) parts.push(`${listed(outdated)} cannot be read now`);
  return parts.join('; ');
}

/** For a lens or a status bar: the worst indicator and, in a few words, where it goes. */
export function shortHeadlineOf(indicators: readonly IndicatorView[], { now, drift }: HeadlineContext): string {
  const worst = worstOf(indicators);
  if (!worst) return 'no values yet';
  const { series, forecast, unit, level } = worst;
  const newest = series.state === 'ready' ? series.points.at(-1) : undefined;
  const parts = [`${worst.name} ${newest ? inUnit(newest.value, unit) : '?'}`];
  if (level === 'critical') parts.push('beyond critical');
  else if (forecast?.state === 'crosses' && !worst.stale) {
    const { earliest, latest, threshold } = forecast;
    const until = latest === undefined ? '' : ` – ${dayShort(latest, now)}`;
    parts.push(`crosses ${inUnit(threshold, unit)} ${dayShort(earliest, now)}${until}`);
  } else if (level === 'warning') parts.push('beyond warning');
  if (worst.stale) parts.push('stale');
  if (drift && drift.drifted > 0) parts.push(`${drift.drifted} of ${drift.judged} drift`);
  return parts.join(' · ');
}

/** The indicator that needs a person first, of those that have values. */
const worstOf = (indicators: readonly IndicatorView[]): IndicatorView | undefined =>
  indicators.filter(({ series }) => series.state === 'ready').sort(byUrgency)[0];

function byUrgency(a: IndicatorView, b: IndicatorView): number {
  const byLevel = WORST_FIRST.indexOf(a.level) - WORST_FIRST.indexOf(b.level);
  if (byLevel !== 0) return byLevel;
  const [first, second] = [crossesOn(a), crossesOn(b)];
  if (first !== second) return first < second ? -1 : 1;
  return (b.headroomUsed ?? -Infinity) - (a.headroomUsed ?? -Infinity) || 0;
}

/** Of an indicator that has had no value for long nothing is foretold: what it would tell may be past. */
const crossesOn = ({ forecast, stale }: IndicatorView): number =>
  forecast?.state === 'crosses' && !stale ? forecast.earliest : Infinity;

function standing(indicator: IndicatorView, now: number): string {
  const { series, unit, stale } = indicator;
  const newest = series.state === 'ready' ? series.points.at(-1) : undefined;
  if (!newest) return '';
  const day = stale ? ` on ${isoDate(newest.time)}, the newest value` : '';
  return `${inUnit(newest.value, unit)}${day}, ${position(indicator, newest.value, now)}`;
}

function position(view: IndicatorView, value: number, now: number): string {
  const { level, warning, critical, unit, headroomUsed, baseline } = view;
  const at = (line: number): string => (value === line ? 'at' : 'beyond');
  if (level === 'critical' && critical !== undefined)
    return `${at(critical)} its critical ${inUnit(critical, unit)}${since(view, now)}`;
  if (headroomUsed !== undefined && headroomUsed > 0) return `${percent(headroomUsed)} of the headroom used`;
  if (level === 'warning' && warning !== undefined)
    return `${at(warning)} its warning ${inUnit(warning, unit)}${since(view, now)}`;
  if (headroomUsed !== undefined && baseline !== undefined) {
    return `${headroomUsed === 0 ? 'at' : 'better than'} its baseline ${inUnit(baseline, unit)}`;
  }
  return level === 'ok' ? 'within its lines' : 'without a warning or critical line to compare it with';
}

const since = ({ forecast, level }: IndicatorView, now: number): string =>
  forecast?.state === 'crossed' && forecast.line === level ? ` since ${dayShort(forecast.on, now)}` : '';

function future({ forecast, unit, stale }: IndicatorView, { now, nextRetraining }: HeadlineContext): string[] {
  if (forecast?.state !== 'crosses' || stale) return [];
  const retraining = beforeRetraining(forecast, nextRetraining, now);
  return [crossingInWords(forecast, unit, now), ...(retraining === '' ? [] : [retraining])];
}

function inLines(indicators: readonly IndicatorView[]): string[] {
  // Of a single indicator the first part has said it.
  if (indicators.length === 1 || indicators.every(({ level }) => level === 'unknown')) return [];
  const good = indicators.filter(({ level }) => level === 'ok').length;
  return [`${good} of ${indicators.length} indicators within their lines`];
}

function inDrift({ drift }: HeadlineContext): string[] {
  if (!drift || drift.judged === 0) return [];
  const columns = drift.judged === 1 ? 'column drifts' : 'columns drift';
  return [
    `${drift.drifted} of ${drift.judged} ${columns}${drift.dataset ? ', so the data set counts as drifted' : ''}`,
  ];
}

function noData(indicators: readonly IndicatorView[]): string {
  const [first] = indicators;
  const why = first && first.series.state !== 'ready' ? ` ${first.name}: ${first.series.message}` : '';
  return `No values of ${indicators.length === 1 ? 'the indicator' : `any of the ${indicators.length} indicators`} yet.${why}`;
}
