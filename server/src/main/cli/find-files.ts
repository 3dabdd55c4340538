import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { mayBeOurs } from '../../core/document/kind.ts';
import { lookInside } from '../is-inside.ts';
import { why } from '../why.ts';

/** A file to check. */
export interface Candidate {
  /** Absolute path. */
  readonly file: string;
  /** Asked for by name: YAML under any name may be a plan, and anything else that is none is a mistake. */
  readonly named: boolean;
}

export interface Failure {
  /** As given, or absolute. */
  readonly file: string;
  readonly reason: string;
}

export interface Found {
  readonly files: readonly Candidate[];
  readonly failures: readonly Failure[];
}

/** Folders of other people's files, or of no files at all. */
const IGNORED: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn', '__pycache__', 'site-packages']);
export const NAMED_HINT =
  'it is no plan or card by its name: plans are named production-plan.yaml or *.production-plan.yaml, cards README.md, MODEL_CARD.md, model-card.yaml or *.model-card.yaml (.yml, .json)';

/** The plans and cards that `paths` (files, or folders to search) stand for, each once, in the order of the paths. */
export async function findFiles(paths: readonly string[], cwd: string): Promise<Found> {
  const files = new Map<string, Candidate>();
  const failures: Failure[] = [];
  for (const given of paths) {
    const absolute = path.resolve(cwd, given);
    try {
      if ((await stat(absolute)).isDirectory()) {
        for (const file of await search(absolute, failures))
          if (!files.has(file)) files.set(file, { file, named: false });
      } else if (mayBeOurs(absolute) || /\.ya?ml$/i.test(absolute))
        files.set(absolute, { file: absolute, named: true });
      else failures.push({ file: given, reason: NAMED_HINT });
    } catch (error) {
      failures.push({ file: given, reason: why(error) });
    }
  }
  return { files: [...files.values()], failures };
}

/** Files below `root` with a name of ours, sorted. Linked folders are not entered: they lead in circles, or elsewhere. */
async function search(root: string, failures: Failure[]): Promise<string[]> {
  const found: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      failures.push({ file: folder, reason: why(error) });
      continue;
    }
    if (folder !== root && entries.some(({ name }) => name === 'pyvenv.cfg')) continue;
    for (const entry of entries) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!IGNORED.has(entry.name)) folders.push(full);
      } else if (mayBeOurs(full) && (entry.isFile() || (entry.isSymbolicLink() && (await linksInside(root, full))))) {
        found.push(full);
      }
    }
  }
  return found.sort((a, b) => (a < b ? -1 : 1));
}

/** Whether a link leads to a file that stays inside the folder searched. */
const linksInside = async (root: string, link: string): Promise<boolean> =>
  (await lookInside(root, link))?.stats.isFile() === true;
