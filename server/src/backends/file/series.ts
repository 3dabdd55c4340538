import type { SeriesRequest, SeriesResult, Source } from '../backend.ts';
import type { Marker, Sample } from '../../core/decay/series.ts';
import { boundedNotes, plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import type { Gathered } from './gather.ts';
import { Merged } from './merge.ts';
import { reduce } from './reduce.ts';

const MAX_MARKERS = 50;

/** The values of one metric; rejects where there are none at all, and says why as far as it is known. */
export function seriesOf(source: Source, request: SeriesRequest, gathered: Gathered): SeriesResult {
  const { metric, from, to, version, maxPoints } = request;
  if (metric === undefined || metric === '') {
    throw new SourceError('bad-query', `The plan does not say which metric of "${source.name}" to read. Add metric.`);
  }
  const parts = gathered.histories.flatMap(({ metrics, versions }) => {
    const recorded = metrics.get(metric);
    return recorded ? [{ recorded, versions }] : [];
  });
  const merged = new Merged(parts, { from, to, ...(version !== undefined && { version }) });
  const skipped = parts.reduce((sum, { recorded }) => sum + recorded.skipped, 0);
  if (merged.length === 0) {
    const all = new Merged(parts, { from: -Infinity, to: Infinity, ...(version !== undefined && { version }) });
    if (all.length === 0) throw whyNone(metric, source, skipped, all, gathered);
  }
  const rows = reduce(merged.length, merged.valueAt, maxPoints);
  return {
    samples: rows.map((row): Sample => {
      const count = merged.countAt(row);
      return { time: merged.timeAt(row), value: merged.valueAt(row), ...(!Number.isNaN(count) && { count }) };
    }),
    ...(rows.length < merged.length && { total: merged.length }),
    notes: notesOf(skipped, gathered),
    markers: markersOf(merged),
  };
}

/** A version that is first seen after others was deployed then, for all that the numbers show. */
const markersOf = ({ versions }: Merged): Marker[] =>
  versions
    .slice(1)
    .slice(-MAX_MARKERS)
    .map(({ version, time }) => ({ time, kind: 'deployed', label: `version ${plainText(version, 40)}` }));

/** What a person must know of a series beside its numbers. */
export function notesOf(skipped: number, { leftOut, histories }: Gathered): string[] {
  const notes = histories.flatMap((history) => history.notes ?? []);
  if (skipped > 0) notes.unshift(`${skipped} unusable ${skipped === 1 ? 'row' : 'rows'} left out`);
  if (leftOut.length > 0) notes.push(`not read: ${leftOut.join('; ')}`);
  return boundedNotes(notes);
}

/** Why a metric has no values, as far as is known, and what to do. */
function whyNone(
  metric: string,
  { name }: Source,
  skipped: number,
  { otherVersions }: Merged,
  { histories, leftOut }: Gathered,
): SourceError {
  if (skipped > 0) {
    return new SourceError(
      'bad-answer',
      `No row of "${metric}" has a usable time and a finite value (${skipped} looked at). Check the columns timestamp and value.`,
    );
  }
  if (otherVersions.length > 0) {
    return new SourceError(
      'not-found',
      `"${metric}" has values only of other versions of the model (${otherVersions.map((version) => plainText(version, 40)).join(', ')}). Correct spec.model.version, or wait for values of it.`,
    );
  }
  const lines = histories.reduce((sum, history) => sum + history.skipped, 0);
  const broken = lines > 0 ? ` Lines that could not be read: ${lines}.` : '';
  const others = leftOut.length > 0 ? ` Not read: ${leftOut.join('; ')}.` : '';
  return new SourceError(
    'not-found',
    `The files of "${name}" have no row with metric "${metric}". Correct metric, or let a job write such rows.${broken}${others}`,
  );
}
