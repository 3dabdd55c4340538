import { methodOf } from './drift/methods.ts';
import type { DriftVerdict } from './report.ts';
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
