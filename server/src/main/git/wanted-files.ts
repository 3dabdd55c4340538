import path from 'node:path';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { isUrl, splitSymbol } from '../../core/workspace-facts.ts';
import { isGlob } from '../match-glob.ts';
import type { TreeFile } from './repository.ts';

const MAX_FILES = 2_000;
/** What says something of plans that do not name it: rules, catalogs, pipelines. As many as are looked for on disk. */
const MAX_YAML = 500;
/** Files whose text is looked at; of others it counts that they are there. */
const TEXT = /(?:\.(?:ya?ml|rules|md|json|pyi?)|(?:^|\/)CODEOWNERS)$/i;

/**
 * Of the files of a commit, those on which the readiness of a plan may rest.
 * @param plan its name in the repository
 */
export function wantedFiles(files: readonly TreeFile[], plan: string, { documents }: CheckedFile): TreeFile[] {
  const names = documents
    .flatMap(({ index }) => index.paths)
    .filter(({ text }) => !isUrl(text))
    .flatMap(({ text }) => prefixesOf(splitSymbol(text).path, path.posix.dirname(plan)));
  const exact = new Set(names);
  let yaml = 0;
  return files
    .filter(({ path: file }) => {
      if (file === plan || exact.has(file) || names.some((name) => file.startsWith(`${name}/`))) return true;
      if (/(?:^|\/)CODEOWNERS$/.test(file)) return true;
      return /\.(?:ya?ml|rules)$/i.test(file) && ++yaml <= MAX_YAML;
    })
    .slice(0, MAX_FILES);
}

export const hasText = ({ path: file }: TreeFile): boolean => TEXT.test(file);

/** Names in the repository that a path of a plan may mean: from the plan's folder, and from the top. */
function prefixesOf(name: string, folder: string): string[] {
  const whole = isGlob(name) ? path.posix.dirname(name.slice(0, name.search(/[*?[{]/)) + 'x') : name;
  // The definitions of a feature store are beside the file that is named.
  const place = path.posix.basename(whole) === 'feature_store.yaml' ? path.posix.dirname(whole) : whole;
  return [path.posix.join(folder, place), path.posix.normalize(place)].filter(
    (found) => found !== '.' && !found.startsWith('../') && !found.startsWith('/'),
  );
}
