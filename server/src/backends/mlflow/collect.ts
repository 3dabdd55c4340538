import type { Marker, Sample } from '../../core/decay/series.ts';
import { plainText } from '../plain-text.ts';
import type { LoggedValue, Run, TimeRange } from './tracking.ts';

export interface Collected {
  /** In order of time, one for each time, finite. */
  readonly samples: readonly Sample[];
  /** Values that are no finite numbers. */
  readonly notFinite: number;
  /** Samples where another version of the model takes over. */
  readonly changes: readonly Marker[];
}

/**
 * The values of many runs as one series. A value's time is the one it was logged with, whatever its step: monitoring jobs
 * log step 0 only, or count. Without a time it has that of its run's start. Of several with one time the last counts: that
 * of the run which started last, then that of the greatest step, then the greatest, as MLflow has it.
 */
export function collect(
  values: readonly LoggedValue[],
  runs: readonly Run[],
  { from, to }: TimeRange,
  versions: ReadonlyMap<string, string | undefined> = new Map(),
): Collected {
  const starts = new Map(runs.map(({ id, start }) => [id, start]));
  const startOf = ({ run }: LoggedValue): number => starts.get(run) ?? 0;
  const dated = values
    .map((value) => (value.time > 0 ? value : { ...value, time: startOf(value) }))
    .filter(({ time }) => time > 0 && time >= from && time <= to);
  const finite = dated.filter(({ value }) => Number.isFinite(value));
  finite.sort(
    (a, b) =>
      a.time - b.time ||
      startOf(a) - startOf(b) ||
      (a.run < b.run ? -1 : a.run > b.run ? 1 : a.step - b.step || a.value - b.value),
  );
  const last = finite.filter(({ time }, index) => finite[index + 1]?.time !== time);
  return {
    samples: last.map(({ time, value }) => ({ time, value })),
    notFinite: dated.length - finite.length,
    changes: changesOf(last, versions),
  };
}

const MAX_CHANGES = 20;

function changesOf(values: readonly LoggedValue[], versions: ReadonlyMap<string, string | undefined>): Marker[] {
  const markers: Marker[] = [];
  let before: string | undefined;
  for (const { run, time } of values) {
    const version = versions.get(run);
    if (version === undefined || version === before) continue;
    if (before !== undefined) markers.push({ time, kind: 'change', label: versionLabel(version) });
    before = version;
  }
  return markers.slice(-MAX_CHANGES);
}

export const versionLabel = (version: string): string => `version ${plainText(version, 40)}`;
