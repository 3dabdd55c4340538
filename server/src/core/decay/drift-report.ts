import { methodOf } from './drift/methods.ts';
import type { DriftColumnReport, DriftReport, DriftVerdict } from './report.ts';
import type { DriftDirection, DriftSample, DriftSeries } from './series.ts';

/** An entry of the plan's spec.monitoring.drift.columns: its lines are in the scale of its method. */
export interface WatchedColumn {
  readonly column: string;
  readonly method: string;
  readonly warning?: number;
  readonly critical?: number;
}

/** What a comparison is judged by. */
export interface DriftLines {
  readonly direction?: DriftDirection;
  /** The plan's. */
  readonly warning?: number;
  readonly critical?: number;
  /** The source's own, used where the plan draws no line and the source says no verdict. */
  readonly threshold?: number;
}

/**
 * The watched columns at their newest comparison by the plan's method; scores by another method are on another scale and
 * judge nothing.
 * @param share of drifted columns that makes the data set drifted, where the plan says so
 */
export function driftReport(
  watched: readonly WatchedColumn[],
  series: readonly DriftSeries[],
  share?: number,
): DriftReport {
  const columns = watched.map((column) => columnReport(column, newestSeries(column, series)));
  const drifted = columns.filter(({ verdict }) => verdict === 'drifted').length;
  const judged = columns.filter(({ verdict }) => verdict !== 'unknown').length;
  return { columns, drifted, judged, dataset: share !== undefined && judged > 0 && drifted / judged >= share };
}

function columnReport(watched: WatchedColumn, series: DriftSeries | undefined): DriftColumnReport {
  const { column, method } = watched;
  const newest = series?.samples.at(-1);
  const verdict = newest ? driftVerdict(newest, linesOf(watched, series)) : 'unknown';
  return { column, method, verdict, ...(newest && { newest }) };
}

/** What the comparisons of a column are judged by. */
export function linesOf({ method, warning, critical }: WatchedColumn, series: DriftSeries | undefined): DriftLines {
  const direction = methodOf(method)?.direction ?? series?.direction;
  return {
    ...(direction && { direction }),
    ...(warning !== undefined && { warning }),
    ...(critical !== undefined && { critical }),
    ...(series?.threshold !== undefined && { threshold: series.threshold }),
  };
}

/** The series of a column by the plan's method; of several, as after a changed threshold, the one compared last. */
function newestSeries(
  { column, method }: Pick<WatchedColumn, 'column' | 'method'>,
  series: readonly DriftSeries[],
): DriftSeries | undefined {
  const id = idOf(method);
  const own = series.filter((one) => one.column === column && idOf(one.method) === id && one.samples.length > 0);
  return own.toSorted((a, b) => (b.samples.at(-1)?.time ?? 0) - (a.samples.at(-1)?.time ?? 0))[0];
}

const idOf = (method: string): string => methodOf(method)?.id ?? method;

/**
 * The plan's lines decide, each from its own value on; without one the source's own verdict, without that its threshold.
 * A method of unknown direction is judged by the source alone.
 */
export function driftVerdict(sample: DriftSample, lines: DriftLines): DriftVerdict {
  const { direction, warning, critical, threshold } = lines;
  const isBeyond = (line: number | undefined): boolean =>
    line !== undefined && (direction === 'distance' ? sample.score >= line : sample.score <= line);
  if (direction && Number.isFinite(sample.score)) {
    if (isBeyond(critical)) return 'drifted';
    if (isBeyond(warning)) return 'warning';
    if (critical !== undefined || warning !== undefined) return 'ok';
  }
  if (sample.drifted !== undefined) return sample.drifted ? 'drifted' : 'ok';
  if (!direction || threshold === undefined || !Number.isFinite(sample.score)) return 'unknown';
  return isBeyond(threshold) ? 'drifted' : 'ok';
}
