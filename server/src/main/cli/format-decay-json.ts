import type { Burn, Forecast } from '../../core/decay/report.ts';
import type { DriftColumnView, IndicatorView, PlanView, Point } from '../../core/panel/contract.ts';
import type { DecayReport } from './decay.ts';
import { safeJson } from './sanitize.ts';

/** How models stand, for programs: the numbers of the panel, times in ISO 8601. */
export function formatDecayJson({ files }: DecayReport): string {
  const plans = files.flatMap(({ file, fetchedAt, asOf, plans: all }) =>
    all.map((plan, index) => ({
      file,
      index,
      judgedAt: iso(asOf ?? fetchedAt),
      title: plan.title,
      model: plan.model,
      version: plan.version,
      level: plan.level,
      headline: plan.headline,
      indicators: plan.indicators.map((indicator) => indicatorOf(indicator, fetchedAt)),
      drift: driftOf(plan, fetchedAt),
      markers: plan.markers?.map(({ time, kind, label }) => ({ time: iso(time), kind, label })),
    })),
  );
  const levels = plans.map(({ level }) => level);
  const summary = {
    plans: plans.length,
    critical: levels.filter((level) => level === 'critical').length,
    warning: levels.filter((level) => level === 'warning').length,
  };
  return `${safeJson({ plans, summary })}\n`;
}

const iso = (time: number): string => new Date(time).toISOString();
const maybeIso = (time: number | undefined): string | undefined => (time === undefined ? undefined : iso(time));
const told = ({ time, value, count }: Point): object => ({ time: iso(time), value, n: count });

function indicatorOf(indicator: IndicatorView, readAt: number): object {
  const { series, forecast, burn, trend, changes } = indicator;
  const ready = series.state === 'ready' ? series : undefined;
  const newest = ready?.points.at(-1);
  return {
    name: indicator.name,
    role: indicator.role,
    unit: indicator.unit,
    objective: indicator.objective,
    baseline: indicator.baseline,
    warning: indicator.warning,
    critical: indicator.critical,
    source: indicator.source,
    query: indicator.query,
    readAt: iso(indicator.fetchedAt ?? readAt),
    outdated: indicator.outdated,
    notes: indicator.notes,
    state: series.state,
    message: series.state === 'ready' ? undefined : series.message,
    level: indicator.level,
    stale: indicator.stale,
    value: newest?.value,
    time: maybeIso(newest?.time),
    headroomUsed: indicator.headroomUsed,
    trend,
    forecast: forecast && forecastOf(forecast),
    changes: changes?.map((change) => ({ ...change, time: iso(change.time) })),
    burn: burn && burnOf(burn),
    points: ready?.points.map(told),
    pending: ready?.pending?.map(told),
    total: ready?.total,
  };
}

function forecastOf(forecast: Forecast): object {
  if (forecast.state === 'crossed') return { ...forecast, on: iso(forecast.on) };
  if (forecast.state !== 'crosses') return forecast;
  const { band: _, estimate, earliest, latest, horizon, since, ...rest } = forecast;
  return {
    ...rest,
    estimate: maybeIso(estimate),
    earliest: iso(earliest),
    latest: maybeIso(latest),
    horizon: iso(horizon),
    since: maybeIso(since),
  };
}

const burnOf = ({ window, rates, ...rest }: Burn): object => ({
  ...rest,
  windowSeconds: window / 1000,
  rates: rates.map(({ window: length, ...rate }) => ({ windowSeconds: length / 1000, ...rate })),
});

function driftOf({ drift }: PlanView, readAt: number): object | undefined {
  if (!drift) return undefined;
  const { drifted, judged, share, dataset } = drift;
  return { drifted, judged, share, dataset, columns: drift.columns.map((column) => columnOf(column, readAt)) };
}

function columnOf(column: DriftColumnView, readAt: number): object {
  const newest = column.cells.at(-1);
  return {
    column: column.column,
    method: column.method,
    methodLabel: column.methodLabel,
    direction: column.direction,
    warning: column.warning,
    critical: column.critical,
    source: column.source,
    query: column.query,
    readAt: iso(column.fetchedAt ?? readAt),
    outdated: column.outdated,
    verdict: column.verdict,
    score: newest?.score,
    time: maybeIso(newest?.time),
    message: column.message,
    points: column.cells.map(({ time, score, verdict }) => ({ time: iso(time), score, verdict })),
  };
}
