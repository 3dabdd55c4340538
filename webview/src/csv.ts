import type { Point } from '../../server/src/core/panel/contract.ts';

/** The points as CSV (RFC 4180): time in ISO 8601, value, and the count where one was recorded. */
export function toCsv(points: readonly Point[]): string {
  const rows = points.map(({ time, value, count }) => [new Date(time).toISOString(), value, count ?? ''].join(','));
  return ['time,value,count', ...rows, ''].join('\r\n');
}
