import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

let drafts = 0;

/**
 * Writes a file that only this extension reads. Several may write at once, and a disk may be full: each has its own draft,
 * and a reader sees the text of before or all of the new one.
 * @throws the system's error; nothing is left of the draft
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${++drafts}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}
