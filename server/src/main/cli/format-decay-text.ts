import { groupBy } from '../../core/group-by.ts';
import { forecastInWords } from '../../core/decay/forecast-words.ts';
import { percent } from '../../core/decay/headroom.ts';
import type { DriftVerdict } from '../../core/decay/report.ts';
import { inUnit } from '../../core/decay/words.ts';
import type { DecayView, DriftColumnView, IndicatorView, Level, PlanView } from '../../core/panel/contract.ts';
import { isoDate } from '../../core/schema/formats.ts';
import { painter, type Paint, type Style } from './colors.ts';
import type { DecayReport } from './decay.ts';
import { visible, visibleName } from './sanitize.ts';
import { sparkline } from './sparkline.ts';

export interface DecayTextOptions {
  readonly colors: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

const COLORS: Readonly<Record<Level | DriftVerdict, Style>> = {
  ok: 'green',
  warning: 'yellow',
  critical: 'red',
  drifted: 'red',
  unknown: 'dim',
};
const BARS = 24;
const NARROW_BARS = 10;

/** How models stand, for people: the headline of each plan, then a row for each indicator and each watched column. */
export function formatDecayText({ files }: DecayReport, { colors, width }: DecayTextOptions): string {
  const paint = painter(colors);
  const bars = width < 80 ? NARROW_BARS : BARS;
  const plans = files.flatMap((file) => file.plans.map((plan) => planText(file, plan, paint, bars)));
  return plans.length > 0 ? plans.join('\n') : 'No production plan was found.\n';
}

function planText(file: DecayView, plan: PlanView, paint: Paint, bars: number): string {
  const now = file.asOf ?? file.fetchedAt;
  const model = [plan.model, plan.version].filter((part) => part !== undefined && part !== '').join(', ');
  const asOf = file.asOf === undefined ? '' : `, looking back to ${isoDate(file.asOf)}`;
  const title = `${visibleName(file.file)}: ${visible(plan.title)}${model === '' ? '' : ` (${visible(model)})`}${asOf}`;
  const rows = plan.indicators.map((indicator) => indicatorRow(indicator, now, bars));
  const drift = plan.drift?.columns.map((column) => driftRow(column, bars)) ?? [];
  const lines = [
    paint('bold', title),
    `  ${paint(COLORS[plan.level], LEVEL_WORDS[plan.level])}  ${visible(plan.headline)}`,
    '',
    ...table(rows, paint),
    ...(drift.length > 0 ? ['', ...table(drift, paint)] : []),
    '',
    ...provenance(file, plan).map((line) => paint('dim', `  ${line}`)),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

const LEVEL_WORDS: Readonly<Record<Level | DriftVerdict, string>> = {
  ok: 'ok',
  warning: 'warning',
  critical: 'critical',
  drifted: 'drifted',
  unknown: 'unknown',
};

interface Row {
  readonly name: string;
  readonly value: string;
  readonly level: Level | DriftVerdict;
  readonly line: string;
  readonly history: string;
  readonly rest: string;
}

function indicatorRow(indicator: IndicatorView, now: number, bars: number): Row {
  const { name, unit, series, level, headroomUsed, forecast, stale, outdated } = indicator;
  if (series.state !== 'ready') return { name, value: '–', level, line: '', history: '', rest: series.message };
  const newest = series.points.at(-1);
  const used = headroomUsed === undefined || headroomUsed <= 0 ? '' : `${percent(headroomUsed)} used`;
  const marks = [
    ...(stale && newest ? [`stale since ${isoDate(newest.time)}`] : []),
    ...(outdated === undefined ? [] : [`not read anew: ${outdated}`]),
    ...(series.pending ? [`${series.pending.length} values wait for labels`] : []),
  ];
  return {
    name,
    value: newest ? inUnit(newest.value, unit) : '–',
    level,
    line: used,
    history: sparkline(
      series.points.map(({ value }) => value),
      bars,
    ),
    rest: [stale ? '' : forecastInWords(forecast, unit, now), ...marks].filter((part) => part !== '').join('; '),
  };
}

function driftRow(
  { column, methodLabel, direction, critical, verdict, cells, message }: DriftColumnView,
  bars: number,
): Row {
  const newest = cells.at(-1);
  const line = critical === undefined ? '' : `${direction === 'p-value' ? '≤' : '≥'} ${critical} drifts`;
  return {
    name: column,
    value: newest ? String(Number(newest.score.toPrecision(4))) : '–',
    level: verdict,
    line,
    history: sparkline(
      cells.map(({ score }) => score),
      bars,
    ),
    rest: newest ? methodLabel : (message ?? ''),
  };
}

function table(rows: readonly Row[], paint: Paint): string[] {
  const shown = rows.map((row) => ({ ...row, name: visible(row.name), value: visible(row.value) }));
  const wide = (pick: (row: Row) => string): number => Math.max(0, ...shown.map((row) => Array.from(pick(row)).length));
  const [name, value, line, history] = [
    wide((row) => row.name),
    wide((row) => row.value),
    wide((row) => row.line),
    wide((row) => row.history),
  ];
  return shown.map((row) => {
    const level = paint(COLORS[row.level], LEVEL_WORDS[row.level].padEnd('critical'.length));
    const cells = [row.name.padEnd(name), row.value.padStart(value), level, row.line.padEnd(line)];
    return `  ${[...cells, row.history.padEnd(history), visible(row.rest)].join('  ')}`;
  });
}

/** Where the numbers are from: each source once, with what was asked of it. */
function provenance({ fetchedAt }: DecayView, { indicators, drift }: PlanView): string[] {
  const asked = [...indicators, ...(drift?.columns ?? [])];
  const bySource = groupBy(asked, ({ source }) => source);
  return [...bySource].map(([source, views]) => {
    const read = new Date(Math.min(...views.map((view) => view.fetchedAt ?? fetchedAt))).toISOString();
    const type = views.find(({ sourceType }) => sourceType)?.sourceType;
    const notes = [...new Set(views.flatMap((view) => view.notes ?? []))].slice(0, 3);
    const what = [...new Set(views.map(({ query }) => query))].filter((query) => query !== '');
    const few = what.length > 6 ? [...what.slice(0, 6), `${what.length - 6} more`] : what;
    return visible(
      `${source}${type === undefined ? '' : ` (${type})`}: ${few.join(', ')}; read ${read.slice(0, 16)}Z${notes.map((note) => `; ${note}`).join('')}`,
    );
  });
}
