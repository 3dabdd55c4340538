import type { DriftColumnView, DriftView } from '../panel/contract.ts';
import type { PlanAnswers } from './answers.ts';
import type { Assessment } from './assess.ts';
import { judgedBy, type AssessedColumn } from './assess-drift.ts';
import { driftVerdict } from './drift-report.ts';
import { methodOf } from './drift/methods.ts';
import { present } from './plan-indicators.ts';
import { inShown, type Shown } from './range.ts';
import type { DriftVerdict } from './report.ts';
import { provenance } from './view-provenance.ts';

const WORST_FIRST: readonly DriftVerdict[] = ['drifted', 'warning', 'ok', 'unknown'];

/** The drift of the watched columns, the worst first; undefined where the plan watches none. */
export function driftViewOf(
  { plan, drift }: Assessment,
  { links }: PlanAnswers,
  shown: Shown,
  maxCells: number,
): DriftView | undefined {
  if (drift.columns.length === 0) return undefined;
  const columns = drift.columns
    .map((assessed, position) => ({
      assessed,
      view: columnView(assessed, links?.columns[position] ?? false, shown, maxCells),
    }))
    .sort((a, b) => byUrgency(a.assessed, b.assessed))
    .map(({ view }) => view);
  const { drifted, judged, dataset } = drift;
  return { columns, drifted, judged, dataset, ...present({ share: plan.share }) };
}

function byUrgency(a: AssessedColumn, b: AssessedColumn): number {
  const byVerdict = WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict);
  return byVerdict === 0 ? urgency(b) - urgency(a) || 0 : byVerdict;
}

/** How near a score is to its line, whichever way it is read; comparable between methods. */
function urgency({ newest, series, column, otherMethod }: AssessedColumn): number {
  const line = (otherMethod ? undefined : (column.critical ?? column.warning)) ?? series?.threshold;
  if (!newest || !line) return -Infinity;
  return series?.direction === 'p-value' ? line / Math.max(newest.score, 1e-12) : newest.score / line;
}

function columnView(assessed: AssessedColumn, canOpen: boolean, shown: Shown, maxCells: number): DriftColumnView {
  const { column, asked, series, otherMethod, changed, unread, verdict } = assessed;
  const notes = [
    ...(otherMethod && series
      ? [`Measured by ${series.methodLabel}, not by ${column.method} as the plan says: its lines do not judge it.`]
      : []),
    ...(changed ? ['The method changed: only what stands behind the change is shown.'] : []),
  ];
  const cells = series ? inShown(series.samples, shown) : [];
  // The newest comparisons tell where a column stands.
  const kept = cells.length > 0 ? cells.slice(-maxCells) : (series?.samples.slice(-1) ?? []);
  return {
    column: column.column,
    method: column.method,
    methodLabel: series?.methodLabel ?? methodOf(column.method)?.label ?? column.method,
    source: column.source,
    query: asked,
    verdict,
    cells: kept.map((sample) => ({
      ...sample,
      verdict: series ? driftVerdict(sample, judgedBy(column, series, otherMethod)) : 'unknown',
    })),
    ...present({
      direction: series?.direction ?? methodOf(column.method)?.direction,
      warning: otherMethod ? undefined : column.warning,
      critical: otherMethod ? undefined : column.critical,
      message: unread?.message,
      unauthorised: unread?.state === 'unauthorised' ? true : undefined,
    }),
    ...provenance(assessed, canOpen, notes),
  };
}
