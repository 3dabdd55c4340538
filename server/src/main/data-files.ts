import { constants, type Stats } from 'node:fs';
import { lstat, open, opendir } from 'node:fs/promises';
import path from 'node:path';
import type { DataFileEntry, DataFiles, Database } from '../backends/files.ts';
import { SourceError } from '../backends/source-error.ts';
import { isInside, lookInside } from './is-inside.ts';
import { isGlob, matchGlob } from './match-glob.ts';

/** Files that one pattern finds, and entries of one folder that are listed. */
const MAX_MATCHES = 500;
const MAX_ENTRIES = 10_000;
/** Of a file that is asked for as a whole. */
const MAX_WHOLE = 64_000_000;

/** Where files may be, and how a database there is opened. */
export interface DataFilesPlace {
  /** Absolute path of the workspace's folder: nothing that lies, or leads, outside is read. */
  readonly root: string;
  /** Absolute paths that a path in the plan may be relative to, in the order they are tried. */
  readonly bases: readonly string[];
  /** Gets the absolute path of a regular file inside the workspace. */
  readonly openDatabase: (file: string) => Promise<Database>;
}

/** The files that data sources of one plan may name. It keeps nothing of what it has read. */
export function dataFiles({ root, bases, openDatabase }: DataFilesPlace): DataFiles {
  // What `find` has named is that file, whatever a base has of the same relative path.
  const found = new Map<string, string>();

  async function resolve(name: string): Promise<{ real: string; stats: Stats }> {
    const paths = [found.get(name), ...[...bases, root].map((base) => path.resolve(base, name))];
    for (const file of name.includes('\0') ? [] : paths) {
      const there = file !== undefined && isInside(root, file) ? await lookInside(root, file) : undefined;
      if (there) return there;
    }
    throw new SourceError('not-found', `${shown(name)} is not in the workspace, or leads out of it.`);
  }

  async function regular(name: string): Promise<{ real: string; stats: Stats }> {
    const there = await resolve(name);
    // Pipes and devices are never opened: reading one can block for ever.
    if (!there.stats.isFile()) throw new SourceError('bad-answer', `${shown(name)} is no regular file.`);
    return there;
  }

  return {
    async find(pattern) {
      const entries: DataFileEntry[] = [];
      for (const base of [...new Set(bases)]) {
        for await (const file of candidates(root, base, pattern)) {
          const stats = (await lookInside(root, file))?.stats;
          if (!stats?.isFile()) continue;
          const name = path.relative(root, file).replaceAll(path.sep, '/');
          found.set(name, file);
          entries.push({ name, size: stats.size, modified: stats.mtimeMs });
          if (entries.length >= MAX_MATCHES) break;
        }
        if (entries.length > 0) break;
      }
      return entries.sort((a, b) => b.modified - a.modified || (a.name < b.name ? -1 : 1));
    },

    async list(folder) {
      const there = await resolve(folder).catch(() => undefined);
      return there?.stats.isDirectory() ? listFolder(root, there.real) : undefined;
    },

    async read(name, { start = 0, maxBytes } = {}) {
      const { real, stats } = await regular(name);
      if (maxBytes === undefined && stats.size > MAX_WHOLE)
        throw new SourceError('too-large', `${shown(name)} is larger than ${MAX_WHOLE / 1e6} MB.`);
      const bytes = Math.max(0, Math.min(maxBytes ?? MAX_WHOLE, stats.size - start));
      const read = await readUpTo(real, start, bytes).catch((error: unknown) => {
        const denied = ['EACCES', 'EPERM'].includes(codeOf(error));
        throw new SourceError(
          denied ? 'forbidden' : 'bad-answer',
          denied ? `${shown(name)} may not be read by this user.` : `${shown(name)} cannot be read.`,
        );
      });
      if (!read) throw new SourceError('bad-answer', `${shown(name)} is no regular file.`);
      return read;
    },

    async openDatabase(name) {
      return openDatabase((await regular(name)).real);
    },
  };
}

async function* candidates(root: string, base: string, pattern: string): AsyncGenerator<string> {
  const absolute = path.resolve(base, pattern);
  if (pattern.includes('\0') || !isInside(root, absolute)) return;
  if (!isGlob(pattern)) yield absolute;
  else for await (const match of matchGlob(root, base, pattern)) if (!match.isDirectory) yield match.path;
}

type FolderEntry = NonNullable<Awaited<ReturnType<DataFiles['list']>>>[number];

async function listFolder(root: string, folder: string): Promise<FolderEntry[]> {
  const found: { readonly name: string; readonly isLink: boolean }[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      const isLink = entry.isSymbolicLink();
      if (isLink || entry.isFile() || entry.isDirectory()) found.push({ name: entry.name, isLink });
      if (found.length >= MAX_ENTRIES) break;
    }
  } catch {
    // What may not be listed is listed as far as it goes.
  }
  const entries: FolderEntry[] = [];
  for (const { name, isLink } of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, name);
    const stats = isLink ? (await lookInside(root, file))?.stats : await lstat(file).catch(() => undefined);
    if (stats?.isFile() || stats?.isDirectory())
      entries.push({ name, isFolder: stats.isDirectory(), size: stats.size, modified: stats.mtimeMs });
  }
  return entries;
}

/** A file may shrink, or become something else, while it is looked at. */
async function readUpTo(file: string, start: number, bytes: number): Promise<Uint8Array | undefined> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) return undefined;
    const buffer = new Uint8Array(bytes);
    let length = 0;
    while (length < bytes) {
      const { bytesRead } = await handle.read(buffer, length, bytes - length, start + length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** A name as part of a message: it may be hostile. */
const shown = (name: string): string => (name.length > 120 ? `${name.slice(0, 120)}…` : name);
