import path from 'node:path';
import { entriesOf } from './read-plain.ts';
import { isSkippedFolder } from './skipped-folders.ts';

const MAX_ENTRIES = 20_000;

/** Absolute paths of the files under `root`, those nearest to it first; ends after some thousands. Links are not followed. */
export async function* walkFiles(root: string): AsyncGenerator<string> {
  const folders = [root];
  let entries = MAX_ENTRIES;
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const entry of await entriesOf(folder)) {
      if (--entries < 0) return;
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && !isSkippedFolder(entry.name)) folders.push(full);
      if (entry.isFile()) yield full;
    }
  }
}
