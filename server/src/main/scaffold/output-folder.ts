import path from 'node:path';
import { foldersUp, pathFrom } from '../path-from.ts';
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
  for (const folder of foldersUp(root, file)) {
    const lock = await Lock.read(filesOf(folder));
    if (lock.madeFrom(pathFrom(folder, file)).size > 0) return folder;
  }
  return path.dirname(file);
}
