import path from 'node:path';
import { lookInside } from './is-inside.ts';
import { entriesOf } from './read-plain.ts';

const MAX_GLOB_ENTRIES = 5_000;

export interface GlobMatch {
  /** Absolute path. */
  readonly path: string;
  readonly isDirectory: boolean;
}

export const isGlob = (name: string): boolean => /[*?[{]/.test(name);

/** What matches `pattern`, seen from `base`; links are not followed, and the search ends after a few thousand entries. */
export async function* matchGlob(root: string, base: string, pattern: string): AsyncGenerator<GlobMatch> {
  const parts = pattern.split('/');
  const fixed = parts.slice(0, parts.findIndex(isGlob));
  const queue = [path.resolve(base, ...fixed)];
  const recursive = pattern.includes('**') || parts.length - fixed.length > 1;
  let budget = MAX_GLOB_ENTRIES;
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    if (!(await lookInside(root, folder))) continue;
    for (const entry of await entriesOf(folder)) {
      if (--budget < 0) return;
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && recursive && entry.name !== 'node_modules' && entry.name !== '.git') queue.push(full);
      if (!entry.isFile() && !entry.isDirectory()) continue;
      if (!path.matchesGlob(path.relative(base, full).replaceAll(path.sep, '/'), pattern)) continue;
      yield { path: full, isDirectory: entry.isDirectory() };
    }
  }
}
