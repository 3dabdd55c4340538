import type { BackendContext, Source } from '../backend.ts';
import type { DataFileEntry } from '../files.ts';
import { SourceError } from '../source-error.ts';
import type { FileCache } from './file-cache.ts';
import type { FileHistory } from './history.ts';
import type { Codecs } from './parquet.ts';
import { readFile } from './read-file.ts';

/** Of all files of one source. */
const MAX_BYTES = 256_000_000;

/** What reading files needs beside the files. */
export interface Reading {
  /** Kept by the caller between refreshes, so that what has not changed is not read again. */
  readonly cache: FileCache<FileHistory>;
  readonly codecs: Codecs;
}

export interface Gathered {
  /** What was read, those files changed last at the end: of two values of one time the later one counts. */
  readonly histories: readonly FileHistory[];
  /** Their names, in the same order. */
  readonly names: readonly string[];
  /** Files that were not read, or not all of them, and why; at most four. */
  readonly leftOut: readonly string[];
}

/** Everything in the files of a source, read once for as long as they do not change. */
export async function gather(
  source: Source,
  { cache, codecs }: Reading,
  { files, signal }: Pick<BackendContext, 'files' | 'signal'>,
): Promise<Gathered> {
  const path = pathOf(source);
  const leftOut: string[] = [];
  const chosen: DataFileEntry[] = [];
  let budget = MAX_BYTES;
  // Where the budget is short, it goes to the newest.
  for (const entry of await files.find(path)) {
    if (entry.size > budget) leftOut.push(`${entry.name} is beyond the ${MAX_BYTES / 1e6} MB that are read in all`);
    else {
      chosen.push(entry);
      budget -= entry.size;
    }
  }
  const histories: FileHistory[] = [];
  const names: string[] = [];
  for (const entry of chosen.reverse()) {
    const read = await readOne(entry).catch((error: unknown) => {
      if (!(error instanceof SourceError) || error.reason === 'cancelled') throw error;
      leftOut.push(error.message.replace(/\.$/, ''));
      return undefined;
    });
    if (!read) continue;
    if (read.problem !== undefined) leftOut.push(`${entry.name} ${read.problem}`);
    if (read.problem !== undefined && read.metrics.size + read.drift.size === 0) continue;
    histories.push(read);
    names.push(entry.name);
  }
  if (histories.length > 0) return { histories, names, leftOut: someOf(leftOut) };
  if (leftOut.length > 0) {
    throw new SourceError(
      'bad-answer',
      `No file of the data source "${source.name}" could be read: ${someOf(leftOut).join('; ')}. A history is CSV with the columns timestamp, metric and value.`,
    );
  }
  throw new SourceError(
    'not-found',
    `No file of the workspace matches "${path}". Let a job write the values there, or correct path of the data source "${source.name}".`,
  );

  function readOne(entry: DataFileEntry): Promise<FileHistory> {
    return cache.get(entry, (reading) => readFile(files, entry, codecs, reading), signal);
  }
}

/** Where a source's files are; rejects where the plan does not say. */
export function pathOf({ name, path }: Source): string {
  if (path !== undefined && path !== '') return path;
  throw new SourceError('not-found', `The data source "${name}" does not say where its files are. Add path.`);
}

const someOf = (reasons: readonly string[]): string[] =>
  reasons.length > 3 ? [...reasons.slice(0, 3), `${reasons.length - 3} more`] : [...reasons];
