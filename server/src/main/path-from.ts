import path from 'node:path';
import { isInside } from './is-inside.ts';

/** Path of a file from a folder, with forward slashes. Both are absolute. */
export const pathFrom = (folder: string, file: string): string => path.relative(folder, file).replaceAll(path.sep, '/');

/** The folder of `file` and those above it, up to `root`, the nearest first. */
export function* foldersUp(root: string, file: string): Generator<string> {
  for (let folder = path.dirname(file); isInside(root, folder); folder = path.dirname(folder)) {
    yield folder;
    if (folder === path.dirname(folder)) return;
  }
}
