import Papa from 'papaparse';
import type { FileHistory } from './history.ts';
import { unreadable } from './history.ts';
import type { OpenTable, Table } from './table.ts';
import { MAX_LINE } from './text-blocks.ts';

/** Reads CSV whose first line names the columns. A line break inside quotes ends the row: no column of a history needs one. */
export async function readCsv(blocks: AsyncIterable<string | undefined>, open: OpenTable): Promise<FileHistory> {
  let table: Table | undefined;
  const fields: string[] = [];
  for await (const block of blocks) {
    if (block === undefined) {
      table?.broken();
      continue;
    }
    if (block.includes('\0')) return unreadable('is no text');
    for (let start = block.startsWith('\uFEFF') ? 1 : 0; start < block.length;) {
      const next = block.indexOf('\n', start);
      let end = next < 0 ? block.length : next;
      const line = start;
      start = end + 1;
      if (block.charCodeAt(end - 1) === 13) end--;
      if (end <= line) continue;
      if (end - line > MAX_LINE) {
        table?.broken();
        continue;
      }
      splitLine(block, line, end, fields);
      if (table) table.row(fields);
      else {
        const opened = open([...fields]);
        if (typeof opened === 'string') return unreadable(opened);
        table = opened;
      }
      if (table.isFull()) return table.build();
    }
  }
  return table?.build() ?? unreadable('has no rows');
}

/** Puts the fields of one line into `fields`, which is used again for each line: a history has millions. */
function splitLine(text: string, start: number, end: number, fields: string[]): void {
  fields.length = 0;
  for (let from = start; from <= end;) {
    let to = text.indexOf(',', from);
    if (to < 0 || to > end) to = end;
    if (text.charCodeAt(from) === 34) {
      // A quote that is not simply around the field is left to the library.
      const close = text.indexOf('"', from + 1);
      if (close < 0 || close >= end || (close + 1 !== end && text.charCodeAt(close + 1) !== 44)) {
        const { data } = Papa.parse(text.slice(start, end), { delimiter: ',', skipEmptyLines: true, fastMode: false });
        fields.length = 0;
        for (const field of data[0] ?? []) fields.push(field.trim());
        return;
      }
      fields.push(text.slice(from + 1, close).trim());
      from = close + 2;
    } else {
      fields.push(trimmed(text, from, to));
      from = to + 1;
    }
  }
}

/** Most fields have no blanks around them. */
function trimmed(text: string, from: number, to: number): string {
  const field = text.slice(from, to);
  return from < to && text.charCodeAt(from) > 32 && text.charCodeAt(to - 1) > 32 ? field : field.trim();
}
