import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Repository } from '../../core/scaffold/suggest.ts';
import { pathFrom } from '../path-from.ts';
import { walkFiles } from '../walk-files.ts';

const MAX_READ = 500;
const MAX_BYTES = 200_000;
const REQUIREMENTS = /^(?:requirements.*\.(?:txt|in)|pyproject\.toml|setup\.(?:py|cfg)|environment\.ya?ml|Pipfile)$/i;

/**
 * What the files under `root` show of the systems that are used.
 * @param isMade whether a file, relative to the root, was made from a plan: it shows nothing
 */
export async function lookThrough(
  root: string,
  isMade: (file: string) => boolean,
  signal?: AbortSignal,
): Promise<Repository> {
  const files: string[] = [];
  const packages = new Map<string, string>();
  const resources = new Map<string, string>();
  let reads = MAX_READ;
  for await (const full of walkFiles(root)) {
    signal?.throwIfAborted();
    const file = pathFrom(root, full);
    if (file.startsWith('.production-first/') || file.includes('/.production-first/') || isMade(file)) continue;
    files.push(file);
    const [isRequirements, isYaml] = [REQUIREMENTS.test(path.basename(file)), /\.ya?ml$/i.test(file)];
    if ((!isRequirements && !isYaml) || --reads < 0) continue;
    const text = await textOf(full);
    // A name in a list of requirements, whatever the list's format is.
    if (isRequirements)
      for (const [, name = ''] of text.matchAll(/(?:^|["'\s])([A-Za-z][\w.-]{0,80})(?=\s*(?:$|["'[=<>~!;,]))/gm))
        note(packages, name.toLowerCase().replaceAll(/[-_.]+/g, '-'), file);
    if (isYaml) for (const [, kind = ''] of text.matchAll(/^kind:\s*["']?(\w+)/gm)) note(resources, kind, file);
  }
  return { packages, resources, fileOf: (glob) => files.find((file) => path.matchesGlob(file, glob)) };
}

function note(found: Map<string, string>, name: string, file: string): void {
  if (!found.has(name)) found.set(name, file);
}

const textOf = async (file: string): Promise<string> => {
  try {
    return (await stat(file)).size > MAX_BYTES ? '' : await readFile(file, 'utf8');
  } catch {
    return '';
  }
};
