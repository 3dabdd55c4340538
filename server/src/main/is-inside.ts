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
    const [real, realRoot] = await Promise.all([realpath(file), realpath(root)]);
    return isInside(realRoot, real) ? { real, stats: await stat(real) } : undefined;
  } catch {
    return undefined;
  }
}
