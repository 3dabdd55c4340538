import { mapLimited } from '../map-limited.ts';
import { asList, asRecord, asText } from '../raw.ts';
import { SourceError } from '../source-error.ts';
import type { EvidentlyApi, Project } from './api.ts';
import { inOrder, seriesOfSnapshots } from './collect.ts';
import type { MetricSample, MetricSeries, Read, Snapshot } from './contract.ts';
import { paramsOf, shortType } from './params.ts';
import { readReport } from './read-report.ts';
import { parseTime } from './time.ts';

const DAY = 86_400_000;
/** Reports that are read one by one from a server that cannot give series. */
const MAX_REPORTS = 100;
const AT_ONCE = 4;
const MAX_SERIES = 20_000;

export interface Wanted {
  /** Type of the metric, such as ValueDrift; undefined: all. */
  readonly type?: string;
  /** Milliseconds since the epoch; -Infinity: all there is. */
  readonly from: number;
  readonly to: number;
}

/** The numbers of a project, as series where the server can give them, else from its newest reports. */
export async function readServer(api: EvidentlyApi, wanted: Wanted): Promise<Read> {
  const project = await api.project();
  try {
    return await readBatch(api, project, wanted);
  } catch (error) {
    // Before 0.7 there were no series; what the server says instead differs.
    if (!(error instanceof SourceError) || !['not-found', 'unsupported', 'bad-query'].includes(error.reason))
      throw error;
    return readReports(api, project, wanted);
  }
}

async function readBatch(api: EvidentlyApi, project: Project, wanted: Wanted): Promise<Read> {
  const metric = wanted.type === undefined ? '*' : `evidently:metric_v2:${wanted.type}`;
  const path = `v2/snapshots/${project.id}/data_series_batch`;
  const body = { series_filter: [{ tags: [], metadata: {}, metric, metric_labels: {} }] };
  const range = rangeOf(wanted);
  if (range === undefined) return batchOf(api, await api.query(path, {}, body));
  try {
    return batchOf(api, await api.query(path, range, body));
  } catch (error) {
    // A server fails that compares times with an offset and such without: then everything is asked for.
    if (!(error instanceof SourceError) || error.reason !== 'bad-answer') throw error;
    return batchOf(api, await api.query(path, {}, body));
  }
}

/** Times without an offset, as most reports have them. They are those of the machine that wrote them: a day more on each side. */
function rangeOf({ from, to }: Wanted): Record<string, string> | undefined {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return undefined;
  const iso = (time: number): string | undefined =>
    Math.abs(time) < 8e15 ? new Date(time).toISOString().slice(0, 19) : undefined;
  const [start, end] = [iso(from - DAY), iso(to + DAY)];
  return start !== undefined && end !== undefined ? { timestamp_start: start, timestamp_end: end } : undefined;
}

/** Values belong to sources by their place; those at the end may be missing. */
export function batchOf({ who }: Pick<EvidentlyApi, 'who'>, answer: unknown): Read {
  const sources = asList(asRecord(answer)?.['sources']);
  const series = asList(asRecord(answer)?.['series']);
  if (!sources || !series) {
    throw new SourceError(
      'bad-answer',
      `${who} answers with something other than series. Check that the url in the plan leads to it.`,
    );
  }
  const when = sources.map((source) => {
    const record = asRecord(source);
    return {
      time: parseTime(record?.['timestamp']),
      version: asText(asRecord(record?.['metadata'])?.['model_version']),
    };
  });
  let unusable = 0;
  const read = series.slice(0, MAX_SERIES).flatMap((one): MetricSeries[] => {
    const record = asRecord(one);
    const values = asList(record?.['values']);
    const type = shortType(asText(record?.['metric_type']) ?? '');
    if (type === '' || !values || values.length > when.length) {
      unusable++;
      return [];
    }
    const samples = new Map<number, MetricSample>();
    values.forEach((value, index) => {
      const { time, version } = when[index] ?? {};
      if (time === undefined || typeof value !== 'number' || !Number.isFinite(value)) return;
      samples.set(time, { time, value, ...(version !== undefined && { version }) });
    });
    if (samples.size === 0) return [];
    return [{ type, params: paramsOf(record?.['params']), samples: inOrder([...samples.values()]) }];
  });
  return { series: read, notes: unusable > 0 ? [`${unusable} series of the answer do not fit its reports`] : [] };
}

/** The reports of a project one by one, as it gives them in short. */
async function readReports(api: EvidentlyApi, project: Project, { from, to }: Wanted): Promise<Read> {
  const listed = (asList(await api.get(`projects/${project.id}/snapshots`)) ?? []).map(asRecord);
  const found = listed
    .flatMap((one) => {
      const [id, time] = [asText(one?.['id']), parseTime(one?.['timestamp'])];
      const isIn = time !== undefined && time >= from && time <= to;
      return id !== undefined && /^[\w-]{1,64}$/.test(id) && isIn ? [{ id, time }] : [];
    })
    .sort((a, b) => b.time - a.time);
  let broken = 0;
  const read = await mapLimited(found.slice(0, MAX_REPORTS), AT_ONCE, async ({ id, time }) => {
    const path = `projects/${project.id}/${id}/download`;
    const json = await api.get(path, { report_format: 'json' }).catch((error: unknown) => {
      if (!(error instanceof SourceError) || !['bad-answer', 'not-found'].includes(error.reason)) throw error;
      return undefined;
    });
    const report = readReport(json);
    if (!report) broken++;
    return report ? [{ ...report, time } satisfies Snapshot] : [];
  });
  const notes: string[] = [];
  if (found.length > MAX_REPORTS) notes.push(`the newest ${MAX_REPORTS} of ${found.length} reports`);
  if (broken > 0) notes.push(`${broken} reports could not be read`);
  return { series: seriesOfSnapshots(read.flat().reverse()), notes };
}
