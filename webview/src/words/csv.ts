import type { DriftColumnView, IndicatorView } from '../../../server/src/core/panel/contract.ts';

const iso = (time: number): string => new Date(time).toISOString();

/** RFC 4180, and no text that a spreadsheet would take for a formula. */
function field(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const lines = (rows: readonly (readonly (string | number)[])[]): string =>
  [...rows, []].map((row) => row.join(',')).join('\r\n');

/** A chart as CSV (RFC 4180): times in ISO 8601; kind is counted, pending or forecast; low and high are the forecast's band. */
export function toCsv({ series, forecast }: IndicatorView): string {
  const { points, pending = [] } = series.state === 'ready' ? series : { points: [] };
  const band = forecast?.state === 'crosses' ? forecast.band : [];
  return lines([
    ['time', 'value', 'count', 'kind', 'low', 'high'],
    ...points.map(({ time, value, count }) => [iso(time), value, count ?? '', 'counted', '', '']),
    ...pending.map(({ time, value, count }) => [iso(time), value, count ?? '', 'pending', '', '']),
    ...band.map(({ time, middle, low, high }) => [iso(time), middle, '', 'forecast', low, high]),
  ]);
}

/** The drift of all columns as CSV. */
export function driftToCsv(columns: readonly DriftColumnView[]): string {
  const rows = columns.flatMap(({ column, methodLabel, cells }) =>
    cells.map(({ time, score, verdict }) => [iso(time), field(column), field(methodLabel), score, verdict]),
  );
  return lines([['time', 'column', 'method', 'score', 'verdict'], ...rows]);
}
