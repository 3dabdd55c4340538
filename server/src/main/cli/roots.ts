import { stat } from 'node:fs/promises';
import path from 'node:path';
import { isInside } from '../is-inside.ts';
import type { Candidate } from './find-files.ts';

/** The working directory is the workspace; a file outside it is in that of its repository, else in its own folder. */
export async function rootsOf(files: readonly Candidate[], cwd: string): Promise<string[]> {
  const roots = new Set([cwd]);
  for (const folder of new Set(
    files.filter(({ file }) => !isInside(cwd, file)).map(({ file }) => path.dirname(file)),
  )) {
    const repository = await repositoryOf(folder);
    if (repository !== undefined) roots.add(repository);
  }
  return [...roots];
}

async function repositoryOf(folder: string): Promise<string | undefined> {
  for (let current = folder; ; current = path.dirname(current)) {
    if (await stat(path.join(current, '.git')).catch(() => undefined)) return current;
    if (path.dirname(current) === current) return undefined;
  }
}
