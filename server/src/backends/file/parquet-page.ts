import type { parquetHeader } from 'hyparquet/src/column.js';

/** Bytes of one page, decompressed. */
export const MAX_PAGE = 64_000_000;

/** A page as its column chunk has it. */
export interface Page {
  readonly header: ReturnType<typeof parquetHeader>;
  readonly bytes: Uint8Array;
  /** The column may be null: levels that say so stand in front of the values. */
  readonly isOptional: boolean;
  readonly isBoolean: boolean;
}

/** Values of a run that a page may say beyond its end: writers fill the last one up. */
const PADDING = 512;

/**
 * Whether what a page says of itself fits: sizes, number of values, and the length of every run of equal values.
 * Throws where it ends too early.
 */
export function isSoundPage(
  { header, bytes, isOptional, isBoolean }: Page,
  rows: number,
  inflate: (bytes: Uint8Array, size: number) => Uint8Array,
): boolean {
  const size = header.uncompressed_page_size;
  if (!(header.compressed_page_size >= 0 && size >= 0 && size <= MAX_PAGE)) return false;
  const second = header.data_page_header_v2;
  const data = header.type === 'DATA_PAGE' ? header.data_page_header : second;
  if (header.type === 'DICTIONARY_PAGE') return (header.dictionary_page_header?.num_values ?? -1) <= size * 8;
  if (!data) return false;
  const count = data.num_values;
  if (!(count >= 0 && count <= rows)) return false;
  const isRuns = data.encoding === 'PLAIN_DICTIONARY' || data.encoding === 'RLE_DICTIONARY';
  const isFlags = data.encoding === 'RLE' && isBoolean;
  if (!isRuns && !isFlags && !['PLAIN', 'BYTE_STREAM_SPLIT', 'DELTA_BINARY_PACKED'].includes(data.encoding))
    return false;
  if (second && header.type === 'DATA_PAGE_V2') {
    const levels = second.definition_levels_byte_length;
    const packed = second.repetition_levels_byte_length;
    if (!(levels >= 0 && packed === 0 && second.num_nulls >= 0 && second.num_nulls <= count)) return false;
    if (levels > 0 && !areSoundRuns(viewOf(bytes.subarray(0, levels)), 0, 1, count)) return false;
    const values =
      second.is_compressed === false ? bytes.subarray(levels) : inflate(bytes.subarray(levels), size - levels);
    return isRuns
      ? areSoundRuns(viewOf(values), 1, values[0] ?? 0, count)
      : !isFlags || areSoundRuns(viewOf(values), 4, 1, count);
  }
  const page = inflate(bytes, size);
  const view = viewOf(page);
  let offset = 0;
  if (isOptional) {
    const length = view.getUint32(0, true);
    offset = 4 + length;
    if (!areSoundRuns(viewOf(page.subarray(4, offset)), 0, 1, count)) return false;
  }
  if (isFlags) return areSoundRuns(view, offset + 4, 1, count);
  return !isRuns || offset === page.length || areSoundRuns(view, offset + 1, page[offset] ?? 0, count);
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Whether a run-length encoding of values of `width` bits holds about `count` of them. */
function areSoundRuns(view: DataView, start: number, width: number, count: number): boolean {
  if (width > 32) return false;
  let seen = 0;
  for (let offset = start; seen < count && offset < view.byteLength;) {
    let [header, shift] = [0, 0];
    let byte = 0;
    do {
      if (shift > 28) return false;
      byte = view.getUint8(offset++);
      header |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    const isPacked = (header & 1) === 1;
    const values = isPacked ? (header >>> 1) * 8 : header >>> 1;
    if (values === 0 || seen + values > count + PADDING) return false;
    offset += isPacked ? (values / 8) * width : (width + 7) >> 3;
    seen += values;
  }
  return true;
}

/** Whether bytes of a footer hold a number of thousands of digits, which would take minutes to read. */
export function hasEndlessNumber(bytes: Uint8Array): boolean {
  let run = 0;
  for (const byte of bytes) {
    run = byte < 0x80 ? 0 : run + 1;
    if (run > 4_096) return true;
  }
  return false;
}
