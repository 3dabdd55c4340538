import { groupBy } from '../../core/group-by.ts';
import { mapLimited } from '../map-limited.ts';
import { SourceError } from '../source-error.ts';
import { askPages, ifThere } from './ask.ts';
import { readMetric, readPage } from './contract.ts';
import type { Limits } from './limits.ts';
import type { Parameters } from './request.ts';
import type { History, LoggedValue, Run, TimeRange } from './tracking.ts';

type Get = (verb: string, parameters: Parameters) => Promise<unknown>;

/**
 * The values of one metric in many runs. Most runs of a monitoring job have few: those come a hundred runs at a time. A
 * run with many is then asked for alone, page by page, because that answer for many runs is a sample. (There is an
 * unsampled answer for many runs, but it is cut off silently and has numbers that are no JSON.)
 */
export async function readHistory(
  get: Get,
  runs: readonly Run[],
  metric: string,
  range: TimeRange,
  limits: Limits,
): Promise<History> {
  const wanted = runs.filter((run) => mayHave(run, metric, range));
  const groups: Run[][] = [];
  for (let start = 0; start < wanted.length; start += limits.runsPerHistory)
    groups.push(wanted.slice(start, start + limits.runsPerHistory));
  const values: LoggedValue[] = [];
  const notes: string[] = [];
  const long: Run[] = [];
  for (const { complete, rest } of await mapLimited(groups, limits.parallel, (group) =>
    readGroup(get, group, metric, limits),
  )) {
    values.push(...complete);
    long.push(...rest);
  }
  for (const [index, run] of long.entries()) {
    const left = limits.values - values.length;
    if (left <= 0) {
      notes.push(`The oldest ${long.length - index} runs were left out: more than ${limits.values} values.`);
      break;
    }
    const own = await readRunHistory(get, run, metric, left, limits);
    for (const value of own.values) values.push(value);
    if (own.sampled)
      notes.push(`Run ${run.name || run.id} has more than ${left} values: of its last ones MLflow gives a sample.`);
  }
  return { values: values.filter(({ time }) => isBetween(time, range)), notes };
}

/** Undated values count as of the run's start, which collect.ts decides. */
const isBetween = (time: number, { from, to }: TimeRange): boolean => time <= 0 || (time >= from && time <= to);

/** A run that has ended and whose latest value is too old has nothing newer, unless its steps run against time. */
function mayHave({ latest, end }: Run, metric: string, { from }: TimeRange): boolean {
  const last = latest.get(metric);
  if (!last) return false;
  return last.step !== 0 || last.time <= 0 || last.time >= from || end === undefined || end >= from;
}

async function readGroup(
  get: Get,
  group: readonly Run[],
  metric: string,
  limits: Limits,
): Promise<{ readonly complete: readonly LoggedValue[]; readonly rest: readonly Run[] }> {
  const found = await sample(get, group, metric, limits.valuesPerRun);
  if (!found) return { complete: [], rest: group };
  const byRun = groupBy(found, ({ run }) => run);
  // Older servers thin out by the steps of all runs together: then any run may be incomplete.
  const steps = new Set(found.map(({ step }) => step)).size;
  const isComplete = ({ id }: Run): boolean =>
    steps < limits.valuesPerRun && (byRun.get(id)?.length ?? 0) < limits.valuesPerRun;
  return {
    complete: group.filter(isComplete).flatMap(({ id }) => byRun.get(id) ?? []),
    rest: group.filter((run) => !isComplete(run)),
  };
}

/** At most `most` values of each run, spread over its steps; undefined where MLflow is too old to be asked. */
async function sample(
  get: Get,
  runs: readonly Run[],
  metric: string,
  most: number,
): Promise<readonly LoggedValue[] | undefined> {
  const parameters = { run_ids: runs.map(({ id }) => id), metric_key: metric, max_results: most };
  try {
    const { items } = readPage(await get('metrics/get-history-bulk-interval', parameters), 'metrics', readMetric);
    return items.map(({ run = '', time, step, value }) => ({ run, time, step, value }));
  } catch (error) {
    const isMissing = error instanceof SourceError && ['not-found', 'unsupported', 'bad-query'].includes(error.reason);
    if (isMissing) return undefined;
    throw error;
  }
}

async function readRunHistory(
  get: Get,
  run: Run,
  metric: string,
  most: number,
  limits: Limits,
): Promise<{ readonly values: readonly LoggedValue[]; readonly sampled: boolean }> {
  const page = (page_token: string | undefined, max_results: number): Promise<unknown> =>
    get('metrics/get-history', { run_id: run.id, metric_key: metric, max_results, page_token });
  // A run may be deleted between the search and this.
  const answer = await ifThere(askPages('metrics', readMetric, page, most, limits.valuesPerPage, limits));
  const values = (answer?.items ?? []).map(({ time, step, value }) => ({ run: run.id, time, step, value }));
  if (!answer?.more) return { values, sampled: false };
  const last = values.at(-1)?.time ?? -Infinity;
  const sampled = (await sample(get, [run], metric, limits.sampledValues)) ?? [];
  return { values: [...values, ...sampled.filter(({ time }) => time > last)], sampled: true };
}
