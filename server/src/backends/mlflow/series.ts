import type { Marker } from '../../core/decay/series.ts';
import type { RegisteredModel, SeriesRequest, SeriesResult, Source } from '../backend.ts';
import { keepExtremes } from '../keep-extremes.ts';
import { boundedNotes, plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import { collect, versionLabel } from './collect.ts';
import { experimentsOf } from './experiments.ts';
import { LIMITS, type Limits } from './limits.ts';
import { metricsNote, notFiniteNote, olderRunsNote, otherVersionsNote } from './notes.ts';
import type { Run, Tracking } from './tracking.ts';
import { versionMeant, versionsOf } from './versions.ts';

type Asked = Pick<SeriesRequest, 'model' | 'version'>;

/** What a source says of the model, and the experiments that have its numbers. */
export interface Place {
  readonly experiments: readonly string[];
  readonly registered: RegisteredModel | undefined;
  readonly notes: readonly string[];
}

export async function placeOf(tracking: Tracking, source: Source, { model }: Asked): Promise<Place> {
  const notes: string[] = [];
  const registered =
    model === undefined
      ? undefined
      : await tracking.model(model).catch((error: unknown) => {
          // With an experiment named in the plan the registry only adds to the numbers.
          const isMinor =
            error instanceof SourceError && ['forbidden', 'unsupported', 'bad-query'].includes(error.reason);
          if (!isMinor || source.project === undefined) throw error;
          notes.push(`The model registry cannot be read: ${error.message}`);
          return undefined;
        });
  const experiments = await experimentsOf(tracking, source, model, registered);
  return { experiments: experiments.map(({ id }) => id), registered, notes };
}

/** Those of the runs whose numbers count, the version of each, and what was left out. */
export function countedRuns(
  runs: readonly Run[],
  { version }: Asked,
  registered: RegisteredModel | undefined,
): {
  readonly counted: readonly Run[];
  readonly versions: ReadonlyMap<string, string | undefined>;
  readonly notes: readonly string[];
} {
  const versions = versionsOf(runs, registered);
  if (version === undefined) return { counted: runs, versions, notes: [] };
  const meant = versionMeant(version, registered);
  const isOther = ({ id }: Run): boolean => (versions.get(id) ?? meant) !== meant;
  const left = runs.filter(isOther).map(({ id }) => versions.get(id) ?? '');
  const notes = left.length === 0 ? [] : [otherVersionsNote(left, meant)];
  return { counted: runs.filter((run) => !isOther(run)), versions, notes };
}

export async function readSeries(
  tracking: Tracking,
  source: Source,
  request: SeriesRequest,
  limits: Limits = LIMITS,
): Promise<SeriesResult> {
  const { metric, maxPoints } = request;
  if (metric === undefined)
    throw new SourceError('bad-query', 'MLflow is asked for a metric by its name. Add metric to the indicator.');
  const place = await placeOf(tracking, source, request);
  const found = await tracking.runs(place.experiments, limits.runs, metric);
  const runs = found.runs.filter(({ latest }) => latest.has(metric));
  if (runs.length === 0) {
    const others = await tracking.runs(place.experiments, 50);
    return {
      samples: [],
      notes: boundedNotes([...place.notes, metricsNote(metric, others)]),
      markers: markersOf(place, request, []),
    };
  }
  const { counted, versions, notes } = countedRuns(runs, request, place.registered);
  const history = await tracking.history(counted, metric, request);
  const { samples, notFinite, changes } = collect(history.values, counted, request, versions);
  return {
    samples: keepExtremes(samples, maxPoints, ({ value }) => value),
    total: samples.length,
    notes: boundedNotes([
      ...place.notes,
      ...notes,
      ...(notFinite > 0 ? [notFiniteNote(notFinite, metric)] : []),
      ...(found.more ? [olderRunsNote(found)] : []),
      ...history.notes,
    ]),
    markers: markersOf(place, request, changes),
  };
}

const MAX_MARKERS = 20;

/**
 * Where the values of a version begin and, of the others, when they were registered: MLflow does not keep when an alias
 * was moved to them.
 */
function markersOf({ registered }: Place, { from, to }: SeriesRequest, changes: readonly Marker[]): readonly Marker[] {
  const seen = new Set(changes.map(({ label }) => label));
  const markers = (registered?.versions ?? [])
    .filter(({ version, created }) => !seen.has(versionLabel(version)) && created >= from && created <= to)
    .filter(({ created }) => created > 0)
    .slice(0, MAX_MARKERS)
    .map(({ version, created, aliases: [alias] }): Marker => {
      const name = alias === undefined ? '' : ` (${plainText(alias, 40)})`;
      return { time: created, kind: 'deployed', label: `${versionLabel(version)}${name}` };
    });
  return [...markers, ...changes].sort((a, b) => a.time - b.time);
}
