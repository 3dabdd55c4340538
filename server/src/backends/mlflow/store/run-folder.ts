import type { DataFiles } from '../../files.ts';
import { USED_TAGS } from '../tags.ts';
import type { LatestValue, Run } from '../tracking.ts';
import { numberOf, readMeta, readText, textOf } from './meta.ts';

type List = (folder: string) => Promise<NonNullable<Awaited<ReturnType<DataFiles['list']>>>>;

const MAX_METRICS = 5_000;
const MAX_DEPTH = 8;
const MAX_TAG_BYTES = 10_000;

/** One step of a path, as MLflow writes them: nothing that leads up, or is hidden. */
export const isPlainName = (name: string): boolean => name !== '' && !name.startsWith('.') && !/[/\\\0]/.test(name);

/**
 * A run by its folder; undefined when it is none, or deleted.
 * @param metric the only metric that is looked for; empty: none is; undefined: all are
 */
export async function readRunFolder(
  files: DataFiles,
  list: List,
  folder: string,
  metric: string | undefined,
): Promise<Run | undefined> {
  const meta = await readMeta(files, folder);
  if (!meta || meta['lifecycle_stage'] === 'deleted') return undefined;
  const [id = '', experiment = ''] = folder.split('/').reverse();
  const end = numberOf(meta, 'end_time');
  return {
    id,
    experiment,
    name: textOf(meta, 'run_name') ?? '',
    start: numberOf(meta, 'start_time'),
    ...(end > 0 && { end }),
    latest: await metricsOf(list, folder, metric),
    tags: await tagsOf(files, list, folder),
  };
}

/** A metric's file. A name may have slashes: then it lies in folders. */
export async function findMetric(
  list: List,
  run: string,
  metric: string,
): Promise<{ readonly name: string; readonly size: number } | undefined> {
  const steps = metric.split('/');
  if (!steps.every((step) => step !== '' && step !== '.' && step !== '..') || /[\\\0]/.test(metric)) return undefined;
  const folder = [run, 'metrics', ...steps.slice(0, -1)].join('/');
  const entry = (await list(folder)).find(({ name, isFolder }) => !isFolder && name === steps.at(-1));
  return entry && { name: `${folder}/${entry.name}`, size: entry.size };
}

/** When the last value was logged stands in the files, which are not opened for that. */
const UNREAD: LatestValue = { time: 0, step: 0 };

async function metricsOf(list: List, run: string, metric: string | undefined): Promise<Map<string, LatestValue>> {
  if (metric === '') return new Map();
  if (metric !== undefined) return new Map((await findMetric(list, run, metric)) ? [[metric, UNREAD]] : []);
  const found = new Map<string, LatestValue>();
  const folders: [path: string, prefix: string, depth: number][] = [[`${run}/metrics`, '', 0]];
  for (const [folder, prefix, depth] of folders) {
    for (const { name, isFolder } of await list(folder)) {
      if (found.size >= MAX_METRICS) return found;
      if (!isFolder) found.set(`${prefix}${name}`, UNREAD);
      else if (depth < MAX_DEPTH) folders.push([`${folder}/${name}`, `${prefix}${name}/`, depth + 1]);
    }
  }
  return found;
}

async function tagsOf(files: DataFiles, list: List, run: string): Promise<Map<string, string>> {
  const tags = new Map<string, string>();
  for (const { name, isFolder } of await list(`${run}/tags`)) {
    if (isFolder || !USED_TAGS.includes(name)) continue;
    const text = await readText(files, `${run}/tags/${name}`, MAX_TAG_BYTES);
    if (text !== undefined) tags.set(name, text);
  }
  return tags;
}
