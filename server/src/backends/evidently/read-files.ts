import type { BackendContext, Source } from '../backend.ts';
import type { FileCache } from '../file/file-cache.ts';
import type { DataFileEntry, DataFiles } from '../files.ts';
import { parseJson } from '../parse-json.ts';
import { plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import { seriesOfSnapshots } from './collect.ts';
import type { Read, Snapshot } from './contract.ts';
import { readReport } from './read-report.ts';
import { JsonSkimmer } from './skim-json.ts';
import { timeInName } from './time.ts';
import { findReports } from './workspace.ts';

/** Of one report, of what it has beside pictures, and of all that are read at a refresh. */
const MAX_FILE = 100_000_000;
const MAX_KEPT = 8_000_000;
const MAX_ALL = 1_000_000_000;
const MAX_REPORTS = 1_000;
const CHUNK = 1_048_576;

/** A report that was read, or why it was not: to be put behind its name. */
export type ReadFile = { readonly bytes: number } & ({ readonly snapshot: Snapshot } | { readonly problem: string });

/**
 * The numbers of all reports that a source's path leads to, each read once for as long as it does not change.
 * @param type of the metric that is asked for: where there are such, no others are given
 */
export async function readFiles(
  source: Source,
  cache: FileCache<ReadFile>,
  { files, signal }: Pick<BackendContext, 'files' | 'signal'>,
  type?: string,
): Promise<Read & { readonly count: number }> {
  const entries = await findReports(source, source.path ?? '', files);
  const snapshots: (Snapshot & { readonly time: number })[] = [];
  const leftOut: string[] = [];
  let budget = MAX_ALL;
  let undated = 0;
  // The newest first: where there are too many, the oldest are not read.
  for (const entry of entries.slice(0, MAX_REPORTS)) {
    budget -= entry.size;
    if (budget < 0) break;
    const read = await cache.get(entry, (reading) => readOne(files, entry, reading), signal).catch(toldBy(entry));
    if ('problem' in read) {
      leftOut.push(`${plainText(entry.name, 80)} ${read.problem}`);
      continue;
    }
    const { snapshot } = read;
    const named = timeInName(entry.name);
    if (snapshot.time === undefined && named === undefined) undated++;
    snapshots.push({ ...snapshot, time: snapshot.time ?? named ?? entry.modified });
  }
  if (snapshots.length === 0) throw nothing(source, leftOut);
  const notes: string[] = [];
  const missing = entries.length - snapshots.length - leftOut.length;
  if (missing > 0) notes.push(`the newest ${snapshots.length} of ${entries.length} reports`);
  if (undated > 0)
    notes.push(`${undated} ${undated === 1 ? 'report says' : 'reports say'} no time: that of the file counts`);
  if (leftOut.length > 0) notes.push(`not read: ${someOf(leftOut)}`);
  const oldestFirst = snapshots.toReversed();
  const own = oldestFirst.map((one) => ({ ...one, points: one.points.filter((point) => point.type === type) }));
  const hasType = own.some(({ points }) => points.length > 0);
  return { series: seriesOfSnapshots(hasType ? own : oldestFirst), notes, count: snapshots.length };
}

async function readOne(files: DataFiles, entry: DataFileEntry, signal: AbortSignal): Promise<ReadFile> {
  const problem = (text: string): ReadFile => ({ problem: text, bytes: 200 });
  if (entry.size > MAX_FILE) return problem(`is larger than ${MAX_FILE / 1e6} MB`);
  const decoder = new TextDecoder();
  const skimmer = new JsonSkimmer();
  for (let start = 0; start < entry.size; start += CHUNK) {
    if (signal.aborted) throw new SourceError('cancelled', 'The refresh was given up.');
    const bytes = await files.read(entry.name, { start, maxBytes: Math.min(CHUNK, entry.size - start) });
    skimmer.feed(decoder.decode(bytes, { stream: start + CHUNK < entry.size }));
    if (skimmer.length > MAX_KEPT) return problem(`has more than ${MAX_KEPT / 1e6} MB beside its pictures`);
    if (bytes.length === 0) break;
  }
  const json = parseJson(skimmer.text(), true);
  if (!json) return problem('is no JSON, or is cut off');
  const snapshot = readReport(json.value);
  if (!snapshot) return problem('is no report of Evidently');
  if (snapshot.points.length === 0) return problem('has no numbers');
  return { snapshot, bytes: 200 + snapshot.points.length * 400 };
}

const toldBy =
  (entry: DataFileEntry) =>
  (error: unknown): ReadFile => {
    if (!(error instanceof SourceError) || error.reason === 'cancelled') throw error;
    return { problem: `(${plainText(error.message, 100).replace(/\.$/, '')})`, bytes: entry.size };
  };

function nothing({ name, path }: Source, leftOut: readonly string[]): SourceError {
  const source = plainText(name, 60);
  return leftOut.length > 0
    ? new SourceError('bad-answer', `No report of the data source "${source}" could be read: ${someOf(leftOut)}.`)
    : new SourceError(
        'not-found',
        `There is no report in "${plainText(path ?? '', 80)}" yet. Let a job add runs to it, or correct path of the data source "${source}".`,
      );
}

const someOf = (reasons: readonly string[]): string =>
  [...reasons.slice(0, 3), ...(reasons.length > 3 ? [`${reasons.length - 3} more`] : [])].join('; ');
