import { opendir } from 'node:fs/promises';
import path from 'node:path';
import { lookInside } from './is-inside.ts';

export interface DirectoryEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

const MAX_ENTRIES = 500;

/** Folders nobody names in a plan, often with very many files. */
const SKIPPED = new Set(['node_modules', '.git', '__pycache__', '.venv', '.ipynb_checkpoints', '.DS_Store']);

/** Files and folders in `directory`, sorted; links are listed only when they lead to something inside `root`. */
export async function listInside(root: string, directory: string): Promise<DirectoryEntry[]> {
  const found: DirectoryEntry[] = [];
  const folder = await lookInside(root, directory);
  if (!folder) return [];
  try {
    for await (const entry of await opendir(folder.real)) {
      if (found.length >= MAX_ENTRIES) break;
      if (SKIPPED.has(entry.name)) continue;
      if (entry.isDirectory() || entry.isFile()) found.push({ name: entry.name, isDirectory: entry.isDirectory() });
      else if (entry.isSymbolicLink()) found.push(...(await linked(root, path.join(folder.real, entry.name))));
    }
  } catch {
    return [];
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function linked(root: string, link: string): Promise<DirectoryEntry[]> {
  const stats = (await lookInside(root, link))?.stats;
  return stats?.isFile() || stats?.isDirectory()
    ? [{ name: path.basename(link), isDirectory: stats.isDirectory() }]
    : [];
}
