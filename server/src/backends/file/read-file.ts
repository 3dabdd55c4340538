import type { DataFileEntry, DataFiles } from '../files.ts';
import { readCsv } from './csv.ts';
import { unreadable, type FileHistory } from './history.ts';
import { readJsonLines } from './json-lines.ts';
import { openTable } from './open-table.ts';
import { textBlocks } from './text-blocks.ts';

/** What a file of numbers says, whatever it is written in. Rejects with a SourceError when it cannot be read at all. */
export async function readFile(files: DataFiles, entry: DataFileEntry, signal: AbortSignal): Promise<FileHistory> {
  switch (extensionOf(entry.name)) {
    case 'csv':
      return readCsv(textBlocks(files, entry, signal), openTable);
    case 'jsonl':
    case 'ndjson':
      return readJsonLines(textBlocks(files, entry, signal), openTable);
    default:
      return unreadable('is none of CSV (.csv), JSON lines (.jsonl) and Parquet (.parquet)');
  }
}

export const extensionOf = (name: string): string => /\.([^./]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
