import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { LIMITS } from '../../core/document/unreadable.ts';
import { why } from '../why.ts';

/** No character takes more bytes per UTF-16 unit, so a file above this is above the limit on characters too. */
const MAX_BYTES = LIMITS.characters * 4;

/** A file cannot be read; the message says why, in words for people. */
export class Unreadable extends Error {}

/** The text of a file as an editor shows it, or how large it is when it is too large to be checked. */
export type FileText = { readonly text: string } | { readonly tooLarge: number };

/**
 * Reads a regular file; pipes and devices, from which reading may never end, are refused.
 * @throws Unreadable
 */
export async function readText(file: string): Promise<FileText> {
  try {
    // Without O_NONBLOCK opening a pipe waits for its writer.
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile()) throw new Unreadable('it is a pipe, socket or device, not a file');
    if (stats.size > MAX_BYTES) return { tooLarge: stats.size };
    return { text: decode(await handle.readFile()) };
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(why(error));
  }
}

/** UTF-8 unless a byte order mark says UTF-16; the mark is no part of the text, as in editors. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
