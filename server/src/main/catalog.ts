import path from 'node:path';
import { catalogIn, type CatalogEntity } from '../core/catalog.ts';

const NAMES = ['catalog-info.yaml', 'catalog-info.yml'];
/** Folders from the plan upwards that are looked into. */
const MAX_FOLDERS = 30;

/**
 * The entities of the Backstage catalogs in the folder of the plan at `file` and in those above it, up to `root`.
 * @param read gives the text of a file inside the workspace, by its absolute path
 */
export async function catalogFor(
  root: string,
  file: string,
  read: (file: string) => Promise<string | undefined>,
): Promise<readonly CatalogEntity[]> {
  const found: CatalogEntity[] = [];
  let folder = path.dirname(file);
  for (let count = 0; count < MAX_FOLDERS; count++) {
    for (const name of NAMES) {
      const full = path.join(folder, name);
      const text = await read(full);
      const shown = path.relative(path.dirname(file), full).replaceAll(path.sep, '/');
      if (text !== undefined) found.push(...catalogIn(text, shown));
    }
    if (folder === root || folder === path.dirname(folder)) break;
    folder = path.dirname(folder);
  }
  return found;
}
