import { homedir } from 'node:os';
import path from 'node:path';

export const REPOSITORY = path.resolve(import.meta.dirname, '../..');

/** Where `npm run package` leaves the extension. */
export const VSIX = path.join(REPOSITORY, '.cache', 'production-first-ml.vsix');

/** What is kept between runs and shared by clones: installed editors and the data of the one `npm start` opens. */
export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.cache'), 'production-first-ml');
}
