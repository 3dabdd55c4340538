import path from 'node:path';
import { isInside } from '../is-inside.ts';
import { Files } from './files.ts';
import { Lock } from './lock.ts';

/**
 * Where files of a plan are written: the nearest folder, from its own up to `root`, in which some were made before; else its own.
 * @param file absolute path of the plan
 */
export async function outputFolder(
  root: string,
  file: string,
  filesOf: (folder: string) => Files = (folder) => new Files(folder),
): Promise<string> {
  const own = path.dirname(file);
  for (let folder = own; isInside(root, folder); folder = path.dirname(folder)) {
    const lock = await Lock.read(filesOf(folder));
    if (lock.madeFrom(path.relative(folder, file).replaceAll(path.sep, '/')).size > 0) return folder;
    if (folder === path.dirname(folder)) break;
  }
  return own;
}
