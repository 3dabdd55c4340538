import { methodOf } from '../core/decay/drift/methods.ts';
import type { DriftSeries } from '../core/decay/series.ts';

/** Id of a method as plans write it; what is not known stays as it is written. */
const methodId = (name: string): string => methodOf(name)?.id ?? name;

/**
 * Of all series of one column, those by the method that the plan names, and others only where they have gone on after
 * it: the source has changed its method. Where the source has other methods only, all of them: the scales differ, but
 * the source's own verdict still tells.
 */
export function chooseMethod(series: readonly DriftSeries[], method: string): readonly DriftSeries[] {
  const asked = methodId(method);
  const own = series.filter((one) => one.method === asked);
  if (own.length === 0) return series;
  const newest = Math.max(...own.map(endOf));
  return series.filter((one) => one.method === asked || endOf(one) > newest);
}

const endOf = ({ samples }: DriftSeries): number => samples.at(-1)?.time ?? -Infinity;

/** What a person must know where a column has no score by the method that the plan names; below 200 characters. */
export function methodNote(series: readonly DriftSeries[], column: string, method: string): string | undefined {
  if (series.length === 0 || series.some((one) => one.method === methodId(method))) return undefined;
  const labels = [...new Set(series.map(({ methodLabel }) => methodLabel.slice(0, 40)))].slice(0, 2).join(', ');
  return `"${column.slice(0, 40)}" has scores by ${labels}, not by ${method.slice(0, 30)}`;
}
