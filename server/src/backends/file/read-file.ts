import type { DataFileEntry, DataFiles } from '../files.ts';
import { readCsv } from './csv.ts';
import { unreadable, type FileHistory } from './history.ts';
import { readJsonLines } from './json-lines.ts';
import { openTable } from './open-table.ts';
import { readParquet, type Codecs } from './parquet.ts';
import { readViolations, violationsOf } from './sagemaker.ts';
import { textBlocks } from './text-blocks.ts';

/** What a file of numbers says, whatever it is written in. Rejects with a SourceError when it cannot be read at all. */
export async function readFile(
  files: DataFiles,
  entry: DataFileEntry,
  codecs: Codecs,
  signal: AbortSignal,
): Promise<FileHistory> {
  switch (extensionOf(entry.name)) {
    case 'csv':
      return readCsv(textBlocks(files, entry, signal), openTable);
    case 'jsonl':
    case 'ndjson':
      return readJsonLines(textBlocks(files, entry, signal), openTable);
    case 'parquet':
      return readParquet(files, entry, openTable, codecs, signal);
    case 'json':
      return readJson(files, entry);
    default:
      return unreadable('is none of CSV (.csv), JSON lines (.jsonl) and Parquet (.parquet)');
  }
}

/** Of a JSON file that is read as a whole. */
const MAX_JSON = 4_000_000;

async function readJson(files: DataFiles, entry: DataFileEntry): Promise<FileHistory> {
  if (entry.size > MAX_JSON) return unreadable(`is larger than the ${MAX_JSON / 1e6} MB that are read of JSON`);
  const text = new TextDecoder().decode(await files.read(entry.name, { maxBytes: MAX_JSON }));
  try {
    const violations = violationsOf(JSON.parse(text));
    if (violations) return readViolations(violations, entry);
    return unreadable('is neither a report of Evidently nor violations of SageMaker');
  } catch {
    return unreadable('is no JSON');
  }
}

export const extensionOf = (name: string): string => /\.([^./]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
