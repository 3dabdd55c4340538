import {
  parquetMetadataAsync,
  parquetRead,
  snappyUncompress,
  type AsyncBuffer,
  type ColumnMetaData,
  type Compressors,
  type FileMetaData,
  type RowGroup,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import type { DataFileEntry, DataFiles } from '../files.ts';
import { SourceError } from '../source-error.ts';
import type { Field } from './field.ts';
import { unreadable, type FileHistory } from './history.ts';
import { hasEndlessNumber, isSoundPage, MAX_PAGE, type Page } from './parquet-page.ts';
import type { OpenTable } from './table.ts';

/** How pages are decompressed, by the names that Parquet gives; `size` bytes are expected. Throws where they are damaged. */
export type Codecs = Readonly<
  Partial<Record<'GZIP' | 'ZSTD' | 'BROTLI', (bytes: Uint8Array, size: number) => Uint8Array>>
>;

const MAX_ROWS = 10_000_000;
const MAX_CHUNK = 128_000_000;
const MAX_FOOTER = 16_000_000;
const DAMAGED = 'is damaged, or no Parquet file';

/** What a file cannot be read for, to be put behind its name. */
class Unreadable extends Error {}

/** Reads a Parquet file of a history: the columns it needs, one row group after the other. */
export async function readParquet(
  files: DataFiles,
  entry: DataFileEntry,
  open: OpenTable,
  codecs: Codecs,
  signal: AbortSignal,
): Promise<FileHistory> {
  try {
    return await readRows(bufferOf(files, entry, signal), open, codecs);
  } catch (error) {
    // The library tells of damage by errors of many kinds, a range that ends too early among them.
    if (error instanceof SourceError) throw error;
    return unreadable(error instanceof Unreadable ? error.message : DAMAGED);
  }
}

async function readRows(file: AsyncBuffer, open: OpenTable, codecs: Codecs): Promise<FileHistory> {
  const metadata = await metadataOf(file);
  const root = metadata.schema[0];
  const names = columnNames(metadata);
  if (!root || metadata.num_rows > MAX_ROWS) throw new Unreadable(root ? `has more than ${MAX_ROWS} rows` : DAMAGED);
  const table = open(names);
  if (typeof table === 'string') return unreadable(table.replace(' in its first line', ''));
  const wanted = table.wanted.flatMap((index) => names[index] ?? []);
  const compressors = compressorsOf(codecs);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    if (!(rows >= 0 && rowStart + rows <= MAX_ROWS)) throw new Unreadable(DAMAGED);
    for (const name of wanted) await checkColumn(file, metadata, group, name, compressors);
    const columns = new Map<string, ArrayLike<unknown>[]>();
    await parquetRead({
      file,
      metadata,
      columns: wanted,
      rowStart,
      rowEnd: rowStart + rows,
      compressors,
      onChunk: ({ columnName, columnData }) => {
        columns.set(columnName, [...(columns.get(columnName) ?? []), columnData]);
      },
    });
    const readers = table.wanted.map((index) => [index, valuesOf(columns.get(names[index] ?? '') ?? [])] as const);
    const fields: Field[] = [];
    for (let row = 0; row < rows && !table.isFull(); row++) {
      for (const [index, next] of readers) fields[index] = next();
      table.row(fields);
    }
    rowStart += rows;
  }
  return table.build();
}

async function metadataOf(file: AsyncBuffer): Promise<FileMetaData> {
  if (file.byteLength < 12) throw new Unreadable(DAMAGED);
  const tail = new DataView(await file.slice(file.byteLength - 8, file.byteLength));
  const length = tail.getUint32(0, true);
  if (length > Math.min(MAX_FOOTER, file.byteLength - 12)) throw new Unreadable(DAMAGED);
  const footer = await file.slice(file.byteLength - 8 - length, file.byteLength - 8);
  if (hasEndlessNumber(new Uint8Array(footer))) throw new Unreadable(DAMAGED);
  return parquetMetadataAsync(file, { geoparquet: false });
}

/** Columns of the first level, in the order of the file. */
function columnNames({ schema }: FileMetaData): string[] {
  const names: string[] = [];
  const skip = (index: number): number => {
    let next = index + 1;
    for (let child = 0; child < (schema[index]?.num_children ?? 0) && next < schema.length; child++) next = skip(next);
    return next;
  };
  for (let index = 1; index < schema.length; index = skip(index)) {
    const element = schema[index];
    // What holds parts, or lists, has no place among the names.
    const isFlat = element?.num_children === undefined && element?.repetition_type !== 'REPEATED';
    names.push(isFlat ? (element?.name ?? '') : '');
  }
  return names;
}

/**
 * Walks the pages of a column first: a few damaged bytes could make the library write runs of billions of values.
 * Throws where they say more than the row group has.
 */
async function checkColumn(
  file: AsyncBuffer,
  metadata: FileMetaData,
  group: RowGroup,
  name: string,
  compressors: Compressors,
): Promise<void> {
  const column = group.columns.find(({ meta_data }) => meta_data?.path_in_schema.join('\0') === name)?.meta_data;
  const element = metadata.schema.find((one) => one.name === name && one.num_children === undefined);
  if (!column || !element) throw new Unreadable(DAMAGED);
  const inflate = column.codec === 'UNCOMPRESSED' ? (bytes: Uint8Array) => bytes : compressors[column.codec];
  if (!inflate) {
    throw new Unreadable(`is compressed with ${column.codec}, which cannot be read here; snappy, gzip and zstd can`);
  }
  const [start, end] = placeOf(column);
  if (!(start >= 4 && end >= start && end <= file.byteLength)) throw new Unreadable(DAMAGED);
  if (end - start > MAX_CHUNK) throw new Unreadable(`has more than ${MAX_CHUNK / 1e6} MB of one column in one piece`);
  const reader = { view: new DataView(await file.slice(start, end)), offset: 0 };
  while (reader.offset < reader.view.byteLength - 1) {
    const header = parquetHeader(reader);
    const page: Page = {
      header,
      bytes: new Uint8Array(reader.view.buffer, reader.offset, header.compressed_page_size),
      isOptional: element.repetition_type !== 'REQUIRED',
      isBoolean: column.type === 'BOOLEAN',
    };
    if (!isSoundPage(page, Number(group.num_rows), inflate)) throw new Unreadable(DAMAGED);
    reader.offset += header.compressed_page_size;
  }
}

/** First byte of a column chunk, and the first behind it. */
function placeOf({
  dictionary_page_offset: dictionary,
  data_page_offset: data,
  ...rest
}: ColumnMetaData): [number, number] {
  const start = Number(dictionary !== undefined && dictionary > 0 && dictionary < data ? dictionary : data);
  return [start, start + Number(rest.total_compressed_size)];
}

function compressorsOf(codecs: Codecs): Compressors {
  type Inflate = (bytes: Uint8Array, size: number) => Uint8Array;
  const bounded =
    (inflate: Inflate): Inflate =>
    (bytes, size) => {
      if (!(size >= 0 && size <= MAX_PAGE)) throw new Unreadable(DAMAGED);
      return inflate(bytes, size);
    };
  const snappy: Inflate = (bytes, size) => {
    const page = new Uint8Array(size);
    snappyUncompress(bytes, page);
    return page;
  };
  const all = Object.entries({ ...codecs, SNAPPY: snappy });
  return Object.fromEntries(all.map(([name, inflate]) => [name, bounded(inflate)]));
}

/** The values of a column one after the other, whatever pieces it came in. */
function valuesOf(pieces: readonly ArrayLike<unknown>[]): () => Field {
  let [piece, index] = [0, 0];
  return () => {
    while (piece < pieces.length && index >= (pieces[piece]?.length ?? 0)) [piece, index] = [piece + 1, 0];
    return pieces[piece]?.[index++] as Field;
  };
}

function bufferOf(files: DataFiles, { name, size }: DataFileEntry, signal: AbortSignal): AsyncBuffer {
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      if (signal.aborted) throw new SourceError('cancelled', 'The refresh was given up.');
      const bytes = await files.read(name, { start, maxBytes: end - start });
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    },
  };
}
