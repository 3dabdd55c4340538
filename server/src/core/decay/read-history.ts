import type { Point } from '../panel/contract.ts';
import { parseDate } from '../schema/formats.ts';
import { csvRows, jsonRows, type Row } from './rows.ts';

/** More of one metric are not shown: the newest are kept. */
export const MAX_POINTS = 5_000;

/** A file with more broken lines is something else, and reading on takes long. */
const MAX_BROKEN = 10_000;

const COLUMNS = ['timestamp', 'metric', 'value'] as const;

/** What a history says of one metric. */
export interface MetricHistory {
  /** In order of time, one for each time, at most MAX_POINTS: the newest. */
  readonly points: readonly Point[];
  /** Points there were before the limit. */
  readonly total: number;
  /** Points that are too young to count. */
  readonly pending: number;
  /** Rows of the metric without a usable time or a finite value. */
  readonly skipped: number;
  /** Up to five versions of the model that have rows of the metric, without the one asked for. */
  readonly otherVersions: readonly string[];
}

/** Rows of some metrics, collected from one file after the other. Where two have the same time, the later row counts. */
export class HistoryReader {
  /** Rows without a metric: broken lines. */
  skipped = 0;
  private readonly version: string | undefined;
  private readonly metrics: ReadonlyMap<string, Collected>;

  /**
   * @param metrics the only ones that are kept
   * @param version of the model: rows that name another one are left out
   */
  constructor(metrics: Iterable<string>, version?: string) {
    this.version = version;
    this.metrics = new Map(
      Array.from(metrics, (name) => [name, { points: new Map(), skipped: 0, otherVersions: new Set() }]),
    );
  }

  /**
   * Adds the rows of long-format CSV or JSON lines with the columns timestamp (ISO 8601, UTC unless it says otherwise,
   * or epoch seconds or milliseconds), metric, value and, not necessarily, column, model_version and n.
   * @returns why nothing could be read, to be put behind the file's name
   */
  add(fileName: string, text: string): string | undefined {
    const isJson = /\.(?:jsonl|ndjson)$/i.test(fileName);
    if (!isJson && !/\.csv$/i.test(fileName)) return 'is neither CSV (.csv) nor JSON lines (.jsonl)';
    if (text.includes('\0')) return 'is no text';
    let isFirst = true;
    const limit = this.skipped + MAX_BROKEN;
    for (const row of isJson ? jsonRows(text) : csvRows(text)) {
      // In CSV the columns are those of every row; JSON lines may each have their own.
      const missing = row && isFirst && !isJson ? COLUMNS.filter((name) => row[name] === undefined) : [];
      if (missing.length > 0) return `has no column ${missing.join(', no ')} in its first line`;
      isFirst &&= row === undefined;
      this.addRow(row);
      if (this.skipped > limit)
        return `has more than ${MAX_BROKEN} lines that are no rows; those behind them are not read`;
    }
    return isFirst ? 'has no rows' : undefined;
  }

  /** @param until later points do not count; milliseconds since the epoch */
  get(metric: string, until: number): MetricHistory {
    const { points, skipped, otherVersions } = this.metrics.get(metric) ?? NOTHING;
    const counted = [...points.values()].filter(({ time }) => time <= until).sort((a, b) => a.time - b.time);
    return {
      points: counted.slice(-MAX_POINTS),
      total: counted.length,
      pending: points.size - counted.length,
      skipped,
      otherVersions: [...otherVersions],
    };
  }

  private addRow(row: Row): void {
    const name = row?.['metric'];
    if (!row || !name) {
      this.skipped++;
      return;
    }
    const metric = this.metrics.get(name);
    // A row with a column tells of that column's drift.
    if (!metric || row['column']) return;
    const version = row['model_version'];
    if (this.version !== undefined && version && version !== this.version) {
      if (metric.otherVersions.size < 5) metric.otherVersions.add(version.slice(0, 40));
      return;
    }
    const [time, value, count] = [parseTime(row['timestamp'] ?? ''), parseNumber(row['value']), parseNumber(row['n'])];
    if (time === undefined || value === undefined) metric.skipped++;
    else metric.points.set(time, { time, value, ...(count !== undefined && count >= 0 && { count }) });
  }
}

interface Collected {
  readonly points: Map<number, Point>;
  skipped: number;
  readonly otherVersions: Set<string>;
}

const NOTHING: Collected = { points: new Map(), skipped: 0, otherVersions: new Set() };

/** Milliseconds since the epoch. Numbers below 1e8 are no times: 20130311 is a date somebody wrote without dashes. */
function parseTime(text: string): number | undefined {
  const number = parseNumber(text);
  if (number === undefined) {
    const isLocal = /^\d{4}-\d{2}-\d{2}[Tt ][\d:.]+$/.test(text);
    return parseDate(isLocal ? `${text}Z` : text);
  }
  if (number < 1e8 || number >= 1e14) return undefined;
  return Math.round(number < 1e11 ? number * 1000 : number);
}

function parseNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
