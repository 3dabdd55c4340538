import type { DataFileEntry, DataFiles } from '../files.ts';
import { SourceError } from '../source-error.ts';

/** Bytes read at once, and characters handed to a parser at once: a refresh lets other work through after each. */
const CHUNK = 1_048_576;
/** No longer line is read. */
export const MAX_LINE = 65_536;

/**
 * The text of a file in pieces that end with a line; undefined in place of lines that are too long. The whole text is
 * never in memory.
 */
export async function* textBlocks(
  files: DataFiles,
  { name, size }: DataFileEntry,
  signal: AbortSignal,
): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let isTooLong = false;
  for (let start = 0; start < size; start += CHUNK) {
    if (signal.aborted) throw new SourceError('cancelled', 'The refresh was given up.');
    const bytes = await files.read(name, { start, maxBytes: Math.min(CHUNK, size - start) });
    const isLast = start + CHUNK >= size || bytes.length === 0;
    const text = rest + decoder.decode(bytes, { stream: !isLast });
    const end = isLast ? text.length : text.lastIndexOf('\n') + 1;
    rest = text.slice(end);
    if (isTooLong && end > 0) {
      // The end of a line whose beginning has been dropped.
      const next = text.indexOf('\n') + 1;
      isTooLong = false;
      if (next > 0 && end > next) yield text.slice(next, end);
    } else if (end > 0) yield text.slice(0, end);
    if (isTooLong) rest = '';
    else if (rest.length > MAX_LINE) {
      yield undefined;
      isTooLong = true;
      rest = '';
    }
    if (bytes.length === 0) return;
  }
}
