import { methodOf } from '../../core/decay/drift/methods.ts';
import { numberOf, textOf, timeOf, type Field } from './field.ts';
import { NO_VERSION, UNKNOWN, type FileHistory, type Recorded, type RecordedDrift } from './history.ts';
import { bytesOf, RecordBuilder } from './record-builder.ts';
import type { Table } from './table.ts';

/** Of a column's drift, as the export names it: no name of a column ends so by chance, as far as can be told. */
const METHODS = ['jensen_shannon', 'kolmogorov_smirnov', 'wasserstein', 'hellinger', 'l_infinity', 'chi2'];
const MAX_SERIES = 5_000;

/** Whether a header is that of NannyML's RawFilesWriter: `chunk_…` and, for each series, `…_value` with its lines and alert. */
export const isNannyml = (header: readonly string[]): boolean =>
  header.some((name) => /^chunk_/i.test(name)) && header.some((name) => /_value$/i.test(name));

interface Series {
  readonly stem: string;
  readonly value: number;
  readonly upper: number;
  readonly alert: number;
  readonly analysis: RecordBuilder;
  readonly reference: RecordBuilder;
  threshold: number | undefined;
}

/** A row for each chunk of the data; its values stand at the chunk's end. Reference chunks count only where there are no others. */
export function openNannymlTable(header: readonly string[]): Table | string {
  const names = header.map((name) => name.toLowerCase());
  const find = (...wanted: string[]): number => names.findIndex((name) => wanted.includes(name));
  const [end, start, period] = [
    find('chunk_end_date', 'end_date'),
    find('chunk_start_date', 'start_date'),
    find('chunk_period', 'period'),
  ];
  const time = end >= 0 ? end : start;
  if (time < 0) return 'has chunks without dates; give NannyML a timestamp column';
  const series = header.slice(0, 100_000).flatMap((name, value): Series[] => {
    if (!/_value$/i.test(name)) return [];
    const stem = name.slice(0, -'_value'.length);
    const of = (suffix: string): number => names.indexOf(`${stem.toLowerCase()}_${suffix}`);
    const [upper, alert] = [of('upper_threshold'), of('alert')];
    return [
      {
        stem,
        value,
        upper,
        alert,
        analysis: new RecordBuilder(),
        reference: new RecordBuilder(),
        threshold: undefined,
      },
    ];
  });
  if (series.length > MAX_SERIES) return `has more than ${MAX_SERIES} metrics and columns`;
  let rows = 0;
  return {
    wanted: [...new Set([time, period, ...series.flatMap(({ value, upper, alert }) => [value, upper, alert])])].filter(
      (index) => index >= 0,
    ),
    row: (fields) => {
      rows++;
      const at = timeOf(fields[time]);
      const isReference = textOf(fields[period]).toLowerCase() === 'reference';
      for (const one of series) addRow(one, isReference ? one.reference : one.analysis, at, fields);
    },
    broken: () => undefined,
    isFull: () => rows > 1_000_000,
    build: () => build(series, rows),
  };
}

function addRow(series: Series, builder: RecordBuilder, time: number | undefined, fields: readonly Field[]): void {
  const value = numberOf(fields[series.value]);
  if (time === undefined || value === undefined) {
    // A chunk without a value is one that had too little data for it.
    if (textOf(fields[series.value]) !== '') builder.skipped++;
    return;
  }
  series.threshold = numberOf(fields[series.upper]) ?? series.threshold;
  const alert = textOf(fields[series.alert]).toLowerCase();
  const verdict = ['true', '1'].includes(alert) ? 1 : ['false', '0'].includes(alert) ? 0 : UNKNOWN;
  builder.add(time, value, Number.NaN, NO_VERSION, verdict);
}

function build(series: readonly Series[], rows: number): FileHistory {
  const metrics = new Map<string, Recorded>();
  const drift = new Map<string, RecordedDrift[]>();
  let bytes = 0;
  let left = 0;
  for (const { stem, analysis, reference, threshold } of series) {
    const recorded = (analysis.size > 0 ? analysis : reference).build();
    if (analysis.size > 0) left = Math.max(left, reference.size);
    bytes += bytesOf(recorded);
    const method = METHODS.find((name) => stem.toLowerCase().endsWith(`_${name}`));
    if (method === undefined) metrics.set(stem, recorded);
    else {
      const column = stem.slice(0, -method.length - 1);
      const direction = methodOf(method, 'nannyml')?.direction;
      const one: RecordedDrift = {
        ...recorded,
        methodLabel: method,
        writer: 'nannyml',
        ...(direction && { direction }),
        ...(threshold !== undefined && { threshold }),
      };
      drift.set(column, [...(drift.get(column) ?? []), one]);
    }
  }
  return {
    metrics,
    drift,
    versions: [],
    skipped: 0,
    ...(rows === 0 && { problem: 'has no rows' }),
    ...(left > 0 && {
      notes: [
        `${left} ${left === 1 ? 'chunk' : 'chunks'} of the reference period ${left === 1 ? 'is' : 'are'} not shown`,
      ],
    }),
    bytes,
  };
}
