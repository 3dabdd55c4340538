import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Whether `file` is `root` or lies below it, going by the absolute paths alone. */
export function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  // A name may start with two dots.
  const leadsUp = relative === '..' || relative.startsWith(`..${path.sep}`);
  return !leadsUp && !path.isAbsolute(relative);
}

/** What is at `file`, and where it really is, links followed; undefined where they lead out of `root`, or there is nothing. */
export async function lookInside(root: string, file: string): Promise<{ real: string; stats: Stats } | undefined> {
  try {
    const real = await realpath(file);
    // Where no link was followed, none is in the root either, which is a part of the path.
    const isWithin = real === file && isInside(root, file) ? true : isInside(await realpath(root), real);
    return isWithin ? { real, stats: await stat(real) } : undefined;
  } catch {
    return undefined;
  }
}
