import type { BackendContext, Source } from '../../backend.ts';
import type { DataFiles } from '../../files.ts';
import { plainText } from '../../plain-text.ts';
import { SourceError } from '../../source-error.ts';
import { LIMITS, type Limits } from '../limits.ts';
import type { Tracking } from '../tracking.ts';
import { fileTracking } from './file-store.ts';
import { readMeta } from './meta.ts';
import { isPlainName } from './run-folder.ts';
import { sqliteTracking } from './sqlite.ts';

type Store = { readonly kind: 'sqlite'; readonly name: string } | { readonly kind: 'files'; readonly folder: string };

const MAX_LOOKED_INTO = 50;
const MAGIC = 'SQLite format 3\0';

/**
 * The store that `path` leads to, if it is one: an SQLite file, or a folder in which an experiment has its meta.yaml.
 * Artifacts lie in a folder called mlruns even where the values are in a database.
 */
async function findStore(path: string, files: DataFiles): Promise<Store | undefined> {
  const folder = await files.list(path);
  if (folder) {
    const folders = folder.filter(({ name, isFolder }) => isFolder && isPlainName(name) && name !== 'models');
    for (const { name } of folders.slice(0, MAX_LOOKED_INTO)) {
      const meta = await readMeta(files, `${path}/${name}`);
      // A run's has the id of its experiment too.
      if (meta && 'experiment_id' in meta && !('run_id' in meta || 'run_uuid' in meta))
        return { kind: 'files', folder: path };
    }
    return undefined;
  }
  const [file, second] = await files.find(path);
  if (!file || second) return undefined;
  const start = new TextDecoder('latin1').decode(await files.read(file.name, { maxBytes: MAGIC.length }));
  return start === MAGIC ? { kind: 'sqlite', name: file.name } : undefined;
}

/** Whether a path leads to a store that this backend reads. */
export async function isStore(path: string, files: DataFiles): Promise<boolean> {
  return (await findStore(path.replace(/\/+$/, '') || '.', files)) !== undefined;
}

/** Opens MLflow's store in the workspace; where it is a database, `close` releases it. */
export async function storeTracking(
  { path, tenant }: Source,
  { files, signal }: BackendContext,
  limits: Limits = LIMITS,
): Promise<Tracking> {
  if (path === undefined)
    throw new SourceError('bad-query', 'The data source has neither url nor path. Add one to the plan.');
  // A folder's path may end with a slash, and lead on from where the plan is.
  const place = path.replace(/\/+$/, '') || '.';
  const store = await findStore(place, files);
  if (!store) throw noStore(place);
  if (store.kind === 'files') return fileTracking(files, store.folder, tenant, signal, limits);
  const database = await files.openDatabase(store.name);
  try {
    return sqliteTracking(database, store.name, tenant, signal, limits);
  } catch (error) {
    database.close();
    throw error;
  }
}

const noStore = (path: string): SourceError =>
  new SourceError(
    'not-found',
    `There is no MLflow store at ${plainText(path, 100)}: neither a database (mlflow.db) nor a folder (mlruns) with an experiment in it. Correct path, or give the server’s url.`,
  );
