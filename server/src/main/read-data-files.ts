import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { isInside, lookInside } from './is-inside.ts';
import { isGlob, matchGlob } from './match-glob.ts';

const MAX_MATCHES = 500;

/** What may still be read; it shrinks as files are. */
export interface ReadBudget {
  files: number;
  bytes: number;
}

export const readBudget = (): ReadBudget => ({ files: 20, bytes: 20_000_000 });

export interface DataFile {
  /** Relative to the workspace's root, `/` between folders. */
  readonly name: string;
  /** Undefined: it was not read, as `reason` says. */
  readonly text?: string;
  /** To be put behind the name. */
  readonly reason?: string;
}

interface Candidate {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

/**
 * The text files that `pattern` names, seen from one of `bases`, those changed last at the end. Where
 * the budget is short, it goes to the newest. What lies, or leads, outside `root` counts as missing.
 */
export async function* readDataFiles(
  root: string,
  bases: readonly string[],
  pattern: string,
  budget: ReadBudget,
): AsyncGenerator<DataFile> {
  const name = (file: string): string => path.relative(root, file).replaceAll(path.sep, '/');
  const found = (await candidates(root, bases, pattern)).sort((a, b) => b.modified - a.modified);
  const chosen: Candidate[] = [];
  for (const file of found) {
    if (file.size > budget.bytes || budget.files === 0) {
      const limit = budget.files === 0 ? `${readBudget().files} files` : `${readBudget().bytes / 1e6} MB`;
      yield { name: name(file.path), reason: `is beyond the ${limit} that are read in all` };
    } else {
      chosen.push(file);
      budget.files--;
      budget.bytes -= file.size;
    }
  }
  for (const file of chosen.reverse()) {
    const text = await readUpTo(file.path, file.size).catch(() => undefined);
    yield text === undefined ? { name: name(file.path), reason: 'cannot be read' } : { name: name(file.path), text };
  }
}

async function candidates(root: string, bases: readonly string[], pattern: string): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const base of bases) {
    const absolute = path.resolve(base, pattern);
    if (pattern.includes('\0') || !isInside(root, absolute)) continue;
    if (!isGlob(pattern)) found.push(...(await inspect(root, absolute)));
    else
      for await (const match of matchGlob(root, base, pattern)) {
        if (!match.isDirectory) found.push(...(await inspect(root, match.path)));
        if (found.length >= MAX_MATCHES) break;
      }
    if (found.length > 0) break;
  }
  return found;
}

/** Pipes and devices are never opened: reading one can block for ever. */
async function inspect(root: string, file: string): Promise<Candidate[]> {
  const stats = (await lookInside(root, file))?.stats;
  return stats?.isFile() ? [{ path: file, size: stats.size, modified: stats.mtimeMs }] : [];
}

/** A file may grow, or become something else, while it is looked at. */
async function readUpTo(file: string, bytes: number): Promise<string | undefined> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) return undefined;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
