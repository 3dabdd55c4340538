import { SourceError } from '../source-error.ts';
import type { Experiment, LatestValue, Run } from './tracking.ts';

// MLflow's answers are protobuf messages as JSON: what is unset or empty is left out, 64-bit integers are numbers (strings
// before 1.28), numbers that are not finite are the strings "NaN", "Infinity" and "-Infinity".

export type Fields = Readonly<Record<string, unknown>>;

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

export interface MetricEntry {
  readonly key: string;
  readonly value: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly step: number;
  readonly run: string | undefined;
}

export interface VersionEntry {
  readonly version: string;
  readonly created: number;
  readonly runId: string | undefined;
  readonly aliases: readonly string[];
}

/** The entries that an answer has under `key`; an answer without any leaves the key out. */
export function readPage<T>(answer: unknown, key: string, read: (entry: unknown) => T): Page<T> {
  const fields = readFields(answer);
  const entries = fields[key] ?? [];
  if (!Array.isArray(entries)) throw unexpected(`${key} is no list`);
  const next = fields['next_page_token'];
  return { items: entries.map((entry) => read(entry)), next: typeof next === 'string' && next ? next : undefined };
}

export function readFields(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw unexpected('an object is missing');
}

export function readExperiment(value: unknown): Experiment {
  const fields = readFields(value);
  const id = readText(fields, 'experiment_id');
  return { id, name: optionalText(fields, 'name') ?? id };
}

export function readRun(value: unknown): Run {
  const { info, data = {} } = readFields(value);
  const fields = readFields(info);
  const end = optionalNumber(fields, 'end_time');
  return {
    id: optionalText(fields, 'run_id') ?? readText(fields, 'run_uuid'),
    experiment: readText(fields, 'experiment_id'),
    name: optionalText(fields, 'run_name') ?? '',
    start: optionalNumber(fields, 'start_time') ?? 0,
    ...(end !== undefined && { end }),
    latest: new Map(
      readPage(data, 'metrics', readMetric).items.map(({ key, time, step }): [string, LatestValue] => [
        key,
        { time, step },
      ]),
    ),
    tags: new Map(readPage(data, 'tags', readTag).items),
  };
}

export function readMetric(value: unknown): MetricEntry {
  const fields = readFields(value);
  return {
    key: readText(fields, 'key'),
    value: readNumber(fields, 'value'),
    time: optionalNumber(fields, 'timestamp') ?? 0,
    step: optionalNumber(fields, 'step') ?? 0,
    run: optionalText(fields, 'run_id'),
  };
}

export function readVersion(value: unknown): VersionEntry {
  const fields = readFields(value);
  const aliases = fields['aliases'];
  return {
    version: readText(fields, 'version'),
    created: optionalNumber(fields, 'creation_timestamp') ?? 0,
    runId: optionalText(fields, 'run_id'),
    aliases: Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [],
  };
}

/** The name of a registered model. */
export const readName = (value: unknown): string => readText(readFields(value), 'name');

export function readAlias(value: unknown): { readonly alias: string; readonly version: string } {
  const fields = readFields(value);
  return { alias: readText(fields, 'alias'), version: readText(fields, 'version') };
}

function readTag(value: unknown): [key: string, value: string] {
  const fields = readFields(value);
  return [readText(fields, 'key'), optionalText(fields, 'value') ?? ''];
}

/** Ids and versions are strings; a proxy or an old server may make numbers of them. */
function readText(fields: Fields, key: string): string {
  const value = optionalText(fields, key);
  if (value === undefined) throw unexpected(`${key} is missing`);
  return value;
}

function optionalText(fields: Fields, key: string): string | undefined {
  const value = fields[key];
  return typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined;
}

function readNumber(fields: Fields, key: string): number {
  const value = fields[key];
  // An SQL store keeps an infinite value as the largest number there is.
  if (typeof value === 'number') return Math.abs(value) === Number.MAX_VALUE ? value * 2 : value;
  if (value === undefined) return 0;
  const text = typeof value === 'string' ? value : '?';
  if (text === 'NaN') return Number.NaN;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(number)) throw unexpected(`${key} is no number`);
  return number;
}

function optionalNumber(fields: Fields, key: string): number | undefined {
  const number = fields[key] === undefined || fields[key] === null ? undefined : readNumber(fields, key);
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

const unexpected = (what: string): SourceError =>
  new SourceError(
    'bad-answer',
    `The answer is none of MLflow’s: ${what}. Check that the url leads to an MLflow server.`,
  );
