import type { DataFiles } from '../../backends/files.ts';

/**
 * The state of the files that a pattern names, as a text that is another when one of them was written, has come or gone;
 * undefined where that cannot be told, as of a folder. Each pattern is looked at once.
 */
export function marksOf(files: DataFiles): (pattern: string) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>();
  return (pattern) => {
    const mark = known.get(pattern) ?? markOf(files, pattern);
    known.set(pattern, mark);
    return mark;
  };
}

async function markOf(files: DataFiles, pattern: string): Promise<string | undefined> {
  try {
    const entries = await files.find(pattern);
    if (entries.length === 0) return undefined;
    return JSON.stringify(entries.map(({ name, size, modified }) => [name, size, modified]));
  } catch {
    return undefined;
  }
}
