import { methodOf } from '../../core/decay/drift/methods.ts';
import type { DriftSeries } from '../../core/decay/series.ts';
import type { DriftRequest, DriftResult, Source } from '../backend.ts';
import { mapLimited } from '../map-limited.ts';
import { keepExtremes } from '../keep-extremes.ts';
import { boundedNotes } from '../plain-text.ts';
import { collect } from './collect.ts';
import { shown } from './experiments.ts';
import { LIMITS, type Limits } from './limits.ts';
import { metricNames, notFiniteNote, olderRunsNote } from './notes.ts';
import { countedRuns, placeOf } from './series.ts';
import type { Tracking } from './tracking.ts';

type Column = DriftRequest['columns'][number];

/**
 * The names under which a job may have logged the drift of a column, the clearest first: `drift/psi/age`, `psi/age`,
 * `psi.age`, `psi_age`, `age/psi`, and, when only the column is named, `drift/age`, `drift.age`, `drift_age`. MLflow
 * itself has no convention.
 */
export function driftNames({ column, method }: Column): string[] {
  const withMethod = ['drift/M/C', 'M/C', 'M.C', 'M_C', 'C/M', 'drift/C', 'drift.C', 'drift_C'];
  return withMethod.map((form) => form.replace(/[MC]/g, (letter) => (letter === 'M' ? method : column)));
}

export async function readDrift(
  tracking: Tracking,
  source: Source,
  request: DriftRequest,
  limits: Limits = LIMITS,
): Promise<DriftResult> {
  const place = await placeOf(tracking, source, request);
  const found = await tracking.runs(place.experiments, limits.runs);
  const logged = new Set(metricNames(found.runs));
  const { counted, notes } = countedRuns(found.runs, request, place.registered);
  const all = [...place.notes, ...notes, ...(found.more ? [olderRunsNote(found)] : [])];
  const asked = request.columns.slice(0, limits.columns);
  const without = asked.filter((column) => !driftNames(column).some((name) => logged.has(name)));
  if (without[0])
    all.push(`Columns whose drift no run has logged, as ${shown(driftNames(without[0])[1] ?? '')}: ${without.length}.`);
  const series = await mapLimited(asked, limits.parallel, async (column): Promise<DriftSeries[]> => {
    const metric = driftNames(column).find((name) => logged.has(name));
    if (metric === undefined) return [];
    const runs = counted.filter(({ latest }) => latest.has(metric));
    const history = await tracking.history(runs, metric, request);
    const { samples, notFinite } = collect(history.values, runs, request);
    all.push(...history.notes, ...(notFinite > 0 ? [notFiniteNote(notFinite, metric)] : []));
    return samples.length === 0 ? [] : [seriesOf(column, samples, request.maxPoints)];
  });
  return { series: series.flat(), notes: boundedNotes(all) };
}

function seriesOf(
  { column, method }: Column,
  samples: readonly { readonly time: number; readonly value: number }[],
  maxPoints: number,
): DriftSeries {
  const known = methodOf(method);
  return {
    column,
    method: known?.id ?? method,
    methodLabel: known?.label ?? method,
    ...(known?.direction && { direction: known.direction }),
    samples: keepExtremes(samples, maxPoints, ({ value }) => value).map(({ time, value }) => ({ time, score: value })),
  };
}
