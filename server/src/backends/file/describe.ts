import type { SourceDescription } from '../backend.ts';
import type { Gathered } from './gather.ts';
import { notesOf } from './series.ts';
import { extensionOf } from './read-file.ts';

const KINDS = [
  ['csv', 'CSV'],
  ['jsonl', 'JSON lines'],
  ['ndjson', 'JSON lines'],
  ['parquet', 'Parquet'],
  ['json', 'JSON'],
] as const;

/** "12 CSV files, 1 Parquet file". */
export function describeFiles(gathered: Gathered): SourceDescription {
  const counts = new Map<string, number>();
  for (const name of gathered.names) {
    const kind = KINDS.find(([extension]) => extension === extensionOf(name))?.[1] ?? 'other';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const product = Array.from(counts, ([kind, count]) => `${count} ${kind} ${count === 1 ? 'file' : 'files'}`).join(
    ', ',
  );
  return { product, notes: notesOf(0, gathered) };
}
