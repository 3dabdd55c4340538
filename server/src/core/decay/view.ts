import type { YamlDocument } from '../document/parse.ts';
import type { IndicatorView, PlanView, Series } from '../panel/contract.ts';
import { parseDuration } from '../schema/formats.ts';
import { headlineOf, overallLevel } from './headline.ts';
import { headroomUsed, levelOf } from './headroom.ts';
import { dataSourcesOf, indicatorsOf, textAt, type DataSource, type Indicator } from './plan-indicators.ts';
import { MAX_POINTS, type HistoryReader, type MetricHistory } from './read-history.ts';

/** What was read of a file source; `message` is why nothing was. */
export type SourceHistory =
  | {
      readonly state: 'read';
      readonly history: HistoryReader;
      /** Files that were not read, or not all of them, and why. */
      readonly leftOut: readonly string[];
    }
  | { readonly state: 'empty' | 'failed'; readonly message: string };

/**
 * How the model of one plan stands.
 * @param histories by the data source's name
 * @param now milliseconds since the epoch
 */
export function planView(
  { root }: Pick<YamlDocument, 'root'>,
  histories: ReadonlyMap<string, SourceHistory>,
  now: number,
): PlanView {
  const sources = new Map(dataSourcesOf(root).map((source) => [source.name, source]));
  const indicators = indicatorsOf(root).map((indicator) =>
    indicatorView(indicator, sources.get(indicator.source), histories.get(indicator.source), now),
  );
  const staleAfter = parseDuration(textAt(root, ['spec', 'monitoring', 'staleAfter']) ?? '');
  return {
    title: textAt(root, ['metadata', 'displayName']) ?? textAt(root, ['metadata', 'name']) ?? 'A plan without a name',
    model: textAt(root, ['spec', 'model', 'name']) ?? '',
    headline: headlineOf(indicators, staleAfter === undefined ? undefined : now - staleAfter),
    level: overallLevel(indicators),
    indicators,
  };
}

/** The version of the model whose numbers count, where the plan fixes one. */
export const versionOf = ({ root }: Pick<YamlDocument, 'root'>): string | undefined =>
  textAt(root, ['spec', 'model', 'version']);

function indicatorView(
  indicator: Indicator,
  source: DataSource | undefined,
  read: SourceHistory | undefined,
  now: number,
): IndicatorView {
  const { labelDelay, hasObjective, metric, query, ...shown } = indicator;
  const asked = (source?.type === 'file' ? metric : (query ?? metric)) ?? '';
  const isRead = read?.state === 'read' && source?.type === 'file' && metric !== undefined;
  // Without a label delay a value counts whatever its time: clocks differ.
  const found = isRead ? read.history.get(metric, labelDelay > 0 ? now - labelDelay : Infinity) : undefined;
  const series = hasObjective ? seriesOf(indicator, source, read, found) : NO_OBJECTIVE;
  const newest = series.state === 'ready' ? series.points.at(-1) : undefined;
  const used = newest && headroomUsed(newest.value, indicator);
  return {
    ...shown,
    query: series.state === 'ready' ? [asked, ...remarks(found, read)].join(', ') : asked,
    series,
    level: newest ? levelOf(newest.value, indicator) : 'unknown',
    ...(used !== undefined && { headroomUsed: used }),
  };
}

const NO_OBJECTIVE: Series = {
  state: 'failed',
  message: 'The plan does not say which direction is better. Add objective: maximize or minimize.',
};

function seriesOf(
  { metric, source: name }: Indicator,
  source: DataSource | undefined,
  read: SourceHistory | undefined,
  found: MetricHistory | undefined,
): Series {
  if (name === '') return { state: 'failed', message: 'The plan does not say where the values are. Add source.' };
  if (!source) {
    return { state: 'failed', message: `The plan has no data source "${name}". Add it to spec.dataSources.` };
  }
  if (source.type !== 'file') {
    const kind = source.type === '' ? 'no type' : `type ${source.type}`;
    const message = `The data source "${name}" has ${kind}; this version reads files only. Until it can, let a job write the values to a CSV file and name that in a data source of type file.`;
    return { state: 'unsupported', message };
  }
  if (metric === undefined) {
    return { state: 'failed', message: `The plan does not say which metric of "${name}" to read. Add metric.` };
  }
  if (read?.state !== 'read') {
    return read ?? { state: 'failed', message: `The files of "${name}" were not read. Refresh to try again.` };
  }
  const points = found?.points ?? [];
  return points.length > 0 ? { state: 'ready', points } : { state: 'empty', message: why(metric, name, found, read) };
}

/** Why a metric has no points, as far as is known, and what to do. */
function why(
  metric: string,
  source: string,
  found: MetricHistory | undefined,
  { history, leftOut }: SourceHistory & { readonly state: 'read' },
): string {
  if (found && found.pending > 0) {
    return `Every value of "${metric}" (${found.pending}) is younger than its labelDelay, so labels may still be coming. Come back later.`;
  }
  if (found && found.skipped > 0) {
    return `No row of "${metric}" has a usable time and a finite value (${found.skipped} looked at). Check the columns timestamp and value.`;
  }
  if (found && found.otherVersions.length > 0) {
    return `"${metric}" has values only of other versions of the model (${found.otherVersions.join(', ')}). Correct spec.model.version, or wait for values of it.`;
  }
  const others = leftOut.length > 0 ? ` Not read: ${leftOut.join('; ')}.` : '';
  const broken = history.skipped > 0 ? ` Lines that could not be read: ${history.skipped}.` : '';
  return `The files of "${source}" have no row with metric "${metric}". Correct metric, or let a job write such rows.${broken}${others}`;
}

/** What a person must know of a series beside its numbers. */
function remarks(found: MetricHistory | undefined, read: SourceHistory | undefined): string[] {
  const notes: string[] = [];
  if (found && found.total > MAX_POINTS) notes.push(`the newest ${MAX_POINTS} of ${found.total} values`);
  if (found && found.skipped > 0)
    notes.push(`${found.skipped} unusable ${found.skipped === 1 ? 'row' : 'rows'} left out`);
  if (read?.state === 'read' && read.leftOut.length > 0) notes.push(`not read: ${read.leftOut.join('; ')}`);
  return notes;
}
