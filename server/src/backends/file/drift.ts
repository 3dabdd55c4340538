import { methodOf } from '../../core/decay/drift/methods.ts';
import type { DriftSample, DriftSeries } from '../../core/decay/series.ts';
import type { DriftRequest, DriftResult } from '../backend.ts';
import { boundedNotes } from '../plain-text.ts';
import { chooseMethod, methodNote } from '../choose-method.ts';
import type { Gathered } from './gather.ts';
import type { RecordedDrift } from './history.ts';
import { Merged, type Part } from './merge.ts';
import { reduce } from './reduce.ts';
import { notesOf } from './series.ts';

/** The drift scores of the columns asked for. */
export function driftOf(request: DriftRequest, gathered: Gathered): DriftResult {
  const chosen = new Set<DriftSeries>();
  const notes: string[] = [];
  const known = new Map<string, readonly DriftSeries[]>();
  for (const { column, method } of request.columns) {
    const series = known.get(column) ?? seriesOfColumn(column, request, gathered);
    known.set(column, series);
    for (const one of chooseMethod(series, method)) chosen.add(one);
    const note = methodNote(series, column, method);
    if (note !== undefined) notes.push(note);
  }
  return { series: [...chosen], notes: boundedNotes([...notes, ...notesOf(0, gathered)]) };
}

interface DriftPart extends Part {
  readonly recorded: RecordedDrift;
}

function seriesOfColumn(column: string, request: DriftRequest, { histories }: Gathered): DriftSeries[] {
  // Where a threshold changes, the same score begins to mean something else.
  const groups = new Map<string, DriftPart[]>();
  for (const { drift, versions } of histories) {
    for (const recorded of drift.get(column) ?? []) {
      const key = JSON.stringify([recorded.methodLabel, recorded.threshold]);
      const group = groups.get(key) ?? [];
      groups.set(key, [...group, { recorded, versions }]);
    }
  }
  const series: DriftSeries[] = [];
  for (const parts of groups.values()) {
    const merged = new Merged(parts, request);
    const first = parts[0]?.recorded;
    if (first === undefined || merged.length === 0) continue;
    const { methodLabel, threshold } = first;
    const method = methodOf(methodLabel, first.writer);
    const direction = first.direction ?? method?.direction;
    series.push({
      column,
      method: method?.id ?? methodLabel,
      methodLabel: method?.id === methodLabel ? method.label : methodLabel,
      ...(direction && { direction }),
      ...(threshold !== undefined && { threshold }),
      samples: reduce(merged.length, merged.valueAt, request.maxPoints).map((row): DriftSample => {
        const verdict = merged.verdictAt(row);
        const isKnown = verdict === 0 || verdict === 1;
        return { time: merged.timeAt(row), score: merged.valueAt(row), ...(isKnown && { drifted: verdict === 1 }) };
      }),
    });
  }
  return series;
}
