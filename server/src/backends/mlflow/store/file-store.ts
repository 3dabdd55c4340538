import type { RegisteredModel } from '../../backend.ts';
import type { DataFiles } from '../../files.ts';
import { mapLimited } from '../../map-limited.ts';
import { plainText } from '../../plain-text.ts';
import { SourceError } from '../../source-error.ts';
import type { Limits } from '../limits.ts';
import type { Experiment, History, LoggedValue, Run, Runs, Tracking } from '../tracking.ts';
import { readMeta, textOf, numberOf, readText } from './meta.ts';
import { readMetricFile } from './metric-file.ts';
import { findMetric, isPlainName, readRunFolder } from './run-folder.ts';

const MAX_EXPERIMENTS = 500;
/** Folders of runs that are opened, those changed last first. */
const MAX_OPENED = 3_000;
const NO_RUNS = new Set(['tags', 'datasets', 'traces', 'models']);

/** The folder mlruns, MLflow's store before 3.7: a folder for each experiment, in it one for each run. */
export function fileTracking(
  files: DataFiles,
  root: string,
  workspace: string | undefined,
  signal: AbortSignal,
  limits: Limits,
): Tracking {
  const parallel = limits.parallel * 2;

  async function list(folder: string): Promise<NonNullable<Awaited<ReturnType<DataFiles['list']>>>> {
    if (signal.aborted) throw new SourceError('cancelled', `Reading ${root} was given up.`);
    return (await files.list(folder)) ?? [];
  }

  async function experiments(): Promise<(Experiment & { readonly updated: number })[]> {
    const folders = (await list(root)).filter(
      ({ name, isFolder }) => isFolder && isPlainName(name) && name !== 'models',
    );
    const found = await mapLimited(folders.slice(0, MAX_EXPERIMENTS), parallel, async ({ name: id }) => {
      const meta = await readMeta(files, `${root}/${id}`);
      if (!meta || !('experiment_id' in meta) || meta['lifecycle_stage'] === 'deleted') return [];
      if (workspace !== undefined && (textOf(meta, 'workspace') ?? 'default') !== workspace) return [];
      return [{ id, name: textOf(meta, 'name') ?? id, updated: numberOf(meta, 'last_update_time') }];
    });
    return found.flat().sort((a, b) => b.updated - a.updated);
  }

  /** Folders of an experiment's runs, those changed last first. */
  async function runFolders(experiment: string): Promise<{ readonly folder: string; readonly modified: number }[]> {
    const entries = await list(`${root}/${experiment}`);
    return entries
      .filter(({ name, isFolder }) => isFolder && isPlainName(name) && !NO_RUNS.has(name))
      .map(({ name, modified }) => ({ folder: `${root}/${experiment}/${name}`, modified }));
  }

  async function runs(ids: readonly string[], most: number, metric?: string): Promise<Runs> {
    const folders = (await mapLimited(ids.filter(isPlainName), 1, runFolders)).flat();
    const opened = folders.sort((a, b) => b.modified - a.modified).slice(0, MAX_OPENED);
    const read = await mapLimited(opened, parallel, ({ folder }) => readRunFolder(files, list, folder, metric));
    const found = read
      .filter((run) => run !== undefined)
      .filter(({ latest }) => metric === undefined || latest.has(metric))
      .sort((a, b) => b.start - a.start || (a.id < b.id ? -1 : 1));
    return { runs: found.slice(0, most), more: found.length > most || folders.length > opened.length };
  }

  async function runsById(ids: readonly string[], metrics = false): Promise<readonly Run[]> {
    const wanted = new Set(ids);
    const folders = await mapLimited(await experiments(), parallel, ({ id }) => runFolders(id));
    const own = folders.flat().filter(({ folder }) => wanted.has(folder.slice(folder.lastIndexOf('/') + 1)));
    const read = await mapLimited(own, parallel, ({ folder }) =>
      readRunFolder(files, list, folder, metrics ? undefined : ''),
    );
    return read.filter((run) => run !== undefined);
  }

  async function history(among: readonly Run[], metric: string): Promise<History> {
    const values: LoggedValue[] = [];
    const notes: string[] = [];
    for (const [index, run] of among.entries()) {
      const left = limits.values - values.length;
      if (left <= 0) {
        notes.push(`The oldest ${among.length - index} runs were left out: more than ${limits.values} values.`);
        break;
      }
      const file = await findMetric(list, `${root}/${run.experiment}/${run.id}`, metric);
      if (!file) continue;
      const own = await readMetricFile(files, file.name, file.size, run.id);
      for (const value of own.values.slice(-left)) values.push(value);
      if (own.isCut || own.values.length > left)
        notes.push(`Run ${run.name || run.id} has too many values: only its last ones are read.`);
    }
    return { values, notes };
  }

  async function models(most: number): Promise<readonly string[]> {
    const folders = (await list(`${root}/models`)).filter(({ name, isFolder }) => isFolder && isPlainName(name));
    return folders
      .sort((a, b) => b.modified - a.modified)
      .slice(0, most)
      .map(({ name }) => name);
  }

  async function model(name: string): Promise<RegisteredModel | undefined> {
    const folder = `${root}/models/${name}`;
    if (!isPlainName(name) || !(await readMeta(files, folder))) return undefined;
    const aliases = await mapLimited(await list(`${folder}/aliases`), parallel, async ({ name: alias }) => ({
      alias,
      version: (await readText(files, `${folder}/aliases/${alias}`, 100))?.trim(),
    }));
    const numbers = (await list(folder))
      .flatMap((entry) => /^version-(\d{1,9})$/.exec(entry.name)?.[1] ?? [])
      .sort((a, b) => Number(b) - Number(a));
    const versions = await mapLimited(numbers.slice(0, limits.versions), parallel, async (version) => {
      const meta = await readMeta(files, `${folder}/version-${version}`);
      if (!meta || meta['current_stage'] === 'Deleted_Internal') return [];
      const runId = textOf(meta, 'run_id');
      const own = aliases.filter((one) => one.version === version).map(({ alias }) => alias);
      return [{ version, created: numberOf(meta, 'creation_timestamp'), aliases: own, ...(runId && { runId }) }];
    });
    return { name, versions: versions.flat() };
  }

  return {
    who: plainText(root, 100),
    async describe() {
      const notes = (await experiments()).length === 0 ? ['It has no experiment that is not deleted.'] : [];
      return { product: 'MLflow store (mlruns)', notes };
    },
    async experiment(nameOrId) {
      const all = await experiments();
      return all.find(({ name }) => name === nameOrId) ?? all.find(({ id }) => id === nameOrId);
    },
    experiments: async (most) => (await experiments()).slice(0, most),
    runs,
    runsById,
    history,
    models,
    model,
    close: () => undefined,
  };
}
