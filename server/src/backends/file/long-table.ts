import { numberOf, textOf, timeOf, type Field } from './field.ts';
import { NO_VERSION, OTHER_VERSION, type FileHistory, type Recorded, type RecordedDrift } from './history.ts';
import { bytesOf, RecordBuilder } from './record-builder.ts';
import type { Table } from './table.ts';

/** Columns of the long format; the first three are needed. */
export const COLUMNS = ['timestamp', 'metric', 'value', 'column', 'model_version', 'n'];
const NEEDED = COLUMNS.slice(0, 3);

/** A file with more broken lines is something else, and reading on takes long. */
const MAX_BROKEN = 10_000;
/** More would not fit into memory beside those of other files. */
const MAX_ROWS = 10_000_000;
const MAX_SERIES = 10_000;
const MAX_VERSIONS = 1_000;

/**
 * Rows of a time (ISO 8601, UTC unless it says otherwise, or epoch seconds or milliseconds), a metric, its value and, not
 * necessarily, a column of the data, the model's version and the count behind the value. A row with a column is a drift
 * score of that column; its metric names the method.
 */
export function openLongTable(names: readonly string[]): Table | string {
  const header = names.map((name) => name.toLowerCase());
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length > 0) return `has no column ${missing.join(', no ')} in its first line`;
  const [time, metric, value, column, version, count] = COLUMNS.map((name) => header.lastIndexOf(name));
  const rows = new LongRows();
  return {
    wanted: [time, metric, value, column, version, count].filter(
      (index) => index !== undefined && index >= 0,
    ) as number[],
    row: (fields) =>
      rows.add(
        fields[time ?? -1],
        fields[metric ?? -1],
        fields[value ?? -1],
        fields[column ?? -1],
        fields[version ?? -1],
        fields[count ?? -1],
      ),
    broken: () => rows.skipped++,
    isFull: () => rows.problem !== undefined || rows.skipped > MAX_BROKEN,
    build: () => rows.build(),
  };
}

class LongRows {
  skipped = 0;
  problem: string | undefined;
  private readonly metrics = new Map<string, RecordBuilder>();
  private readonly drift = new Map<string, Map<string, RecordBuilder>>();
  private readonly versions = new Map<string, number>();
  private rows = 0;
  private series = 0;
  private newestTime: Field;
  private newestParsed: number | undefined;

  add(time: Field, metric: Field, value: Field, column: Field, version: Field, count: Field): void {
    const name = typeof metric === 'string' ? metric : textOf(metric);
    if (name === '') {
      this.skipped++;
      return;
    }
    this.rows++;
    if (this.rows > MAX_ROWS) this.problem = `has more than ${MAX_ROWS} rows; those behind them are not read`;
    const builder = this.builderOf(name, column === undefined || column === '' ? '' : textOf(column));
    if (!builder || this.problem !== undefined) return;
    // The metrics of one moment follow each other in most files.
    if (time !== this.newestTime) {
      this.newestTime = time;
      this.newestParsed = timeOf(time);
    }
    const number = numberOf(value);
    if (this.newestParsed === undefined || number === undefined) {
      builder.skipped++;
      return;
    }
    const n = count === undefined ? undefined : numberOf(count);
    builder.add(this.newestParsed, number, n !== undefined && n >= 0 ? n : Number.NaN, this.versionOf(version));
  }

  build(): FileHistory {
    const metrics = new Map<string, Recorded>();
    const drift = new Map<string, RecordedDrift[]>();
    let bytes = 0;
    const built = (builder: RecordBuilder): Recorded => {
      const recorded = builder.build();
      bytes += bytesOf(recorded);
      return recorded;
    };
    for (const [name, builder] of this.metrics) metrics.set(name, built(builder));
    for (const [column, methods] of this.drift) {
      drift.set(
        column,
        Array.from(methods, ([methodLabel, builder]) => ({ ...built(builder), methodLabel })),
      );
    }
    const broken = `has more than ${MAX_BROKEN} lines that are no rows; those behind them are not read`;
    const problem =
      this.problem ?? (this.skipped > MAX_BROKEN ? broken : this.rows + this.skipped === 0 ? 'has no rows' : undefined);
    return {
      metrics,
      drift,
      versions: [...this.versions.keys()],
      skipped: this.skipped,
      ...(problem !== undefined && { problem }),
      bytes,
    };
  }

  private builderOf(metric: string, column: string): RecordBuilder | undefined {
    let group = this.metrics;
    if (column !== '') {
      const methods = this.drift.get(column) ?? new Map<string, RecordBuilder>();
      if (methods.size === 0) this.drift.set(ownText(column), methods);
      group = methods;
    }
    const known = group.get(metric);
    if (known) return known;
    if (++this.series > MAX_SERIES) {
      this.problem = `has more than ${MAX_SERIES} metrics and columns; the rows behind them are not read`;
      return undefined;
    }
    const builder = new RecordBuilder();
    group.set(ownText(metric), builder);
    return builder;
  }

  private versionOf(field: Field): number {
    const version = field === undefined || field === '' ? '' : textOf(field);
    if (version === '') return NO_VERSION;
    const known = this.versions.get(version);
    if (known !== undefined) return known;
    if (this.versions.size >= MAX_VERSIONS) return OTHER_VERSION;
    this.versions.set(ownText(version), this.versions.size);
    return this.versions.size - 1;
  }
}

/** A piece of a text keeps the whole text in memory; this is only the piece. */
const ownText = (text: string): string => JSON.parse(JSON.stringify(text)) as string;
