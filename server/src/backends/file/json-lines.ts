import type { Field } from './field.ts';
import { unreadable, type FileHistory } from './history.ts';
import { COLUMNS } from './long-table.ts';
import type { OpenTable } from './table.ts';
import { MAX_LINE } from './text-blocks.ts';

/** Reads JSON lines: an object on each line, names in any case. */
export async function readJsonLines(blocks: AsyncIterable<string | undefined>, open: OpenTable): Promise<FileHistory> {
  const table = open(COLUMNS);
  if (typeof table === 'string') return unreadable(table);
  let isEmpty = true;
  for await (const block of blocks) {
    if (block?.includes('\0')) return unreadable('is no text');
    for (const line of (block?.startsWith('\uFEFF') ? block.slice(1) : block)?.split('\n') ?? ['?']) {
      if (line.trim() === '') continue;
      const fields = line.length > MAX_LINE ? undefined : fieldsOf(line);
      if (fields) table.row(fields);
      else table.broken();
      isEmpty &&= fields === undefined;
      if (table.isFull()) return table.build();
    }
  }
  return isEmpty ? unreadable('has no rows') : table.build();
}

function fieldsOf(line: string): Field[] | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const fields: Field[] = [];
    for (const [name, field] of Object.entries(value) as [string, unknown][]) {
      const index = COLUMNS.indexOf(name.toLowerCase());
      if (index >= 0 && (typeof field === 'string' || typeof field === 'number')) fields[index] = field;
    }
    // Rows without a metric are counted as broken; those of other columns only have none.
    return fields;
  } catch {
    return undefined;
  }
}
