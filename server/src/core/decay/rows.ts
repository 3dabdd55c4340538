import Papa from 'papaparse';

/** One row of a history, fields by their names in small letters; undefined for what is no row at all. */
export type Row = Readonly<Record<string, string>> | undefined;

/** Characters handed to a parser at once: what a hostile file makes of them stays small. No longer line is read. */
const BLOCK = 65_536;

/** The rows of CSV whose first line names the columns. A line break inside quotes ends the row: no column of a history needs one. */
export function* csvRows(text: string): Generator<Row> {
  let names: readonly string[] | undefined;
  for (const block of blocks(text)) {
    if (block === undefined) {
      yield undefined;
      continue;
    }
    const { data } = Papa.parse(block, { delimiter: ',', skipEmptyLines: true, fastMode: false });
    for (const fields of data) {
      if (names) yield byName(names.map((name, index) => [name, fields[index] ?? '']));
      else names = fields.map((name) => name.trim().toLowerCase());
    }
  }
}

/** The rows of JSON lines: an object on each line. */
export function* jsonRows(text: string): Generator<Row> {
  for (const block of blocks(text)) {
    for (const line of block?.split('\n') ?? ['?']) if (line.trim() !== '') yield jsonRow(line);
  }
}

function jsonRow(line: string): Row {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return byName(Object.entries(value).map(([name, field]) => [name.toLowerCase(), scalarText(field)]));
  } catch {
    return undefined;
  }
}

/** Without a prototype, a column called `constructor` is a column. */
function byName(entries: readonly (readonly [name: string, text: string | undefined])[]): Row {
  const row = Object.create(null) as Record<string, string>;
  for (const [name, text] of entries) if (text !== undefined) row[name] = text.trim();
  return row;
}

const scalarText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** The text in pieces that end with a line; undefined in place of a line that is too long. */
function* blocks(text: string): Generator<string | undefined> {
  for (let start = text.startsWith('\uFEFF') ? 1 : 0; start < text.length;) {
    const isLast = text.length - start <= BLOCK;
    const end = isLast ? text.length : text.lastIndexOf('\n', start + BLOCK - 1) + 1;
    if (end > start) {
      yield text.slice(start, end);
      start = end;
    } else {
      yield undefined;
      const next = text.indexOf('\n', start + BLOCK);
      start = next < 0 ? text.length : next + 1;
    }
  }
}
