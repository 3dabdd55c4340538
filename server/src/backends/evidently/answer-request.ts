import { methodOf } from '../../core/decay/drift/methods.ts';
import type { DriftSample, DriftSeries, Marker, Sample } from '../../core/decay/series.ts';
import type { DriftRequest, DriftResult, ListedMetric, SeriesRequest, SeriesResult } from '../backend.ts';
import { chooseMethod, methodNote } from '../choose-method.ts';
import { keepExtremes } from '../keep-extremes.ts';
import { boundedNotes, plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import type { MetricSample, MetricSeries, Read } from './contract.ts';
import { nameOf, pickSeries } from './names.ts';
import { isDrift } from './verdict.ts';

const MAX_LISTED = 1_000;
const MAX_MARKERS = 50;

export const listOf = ({ series }: Read): ListedMetric[] =>
  [...new Set(series.slice(0, MAX_LISTED).map((one) => nameOf(one, series)))].sort().map((name) => ({ name }));

interface Range {
  readonly from: number;
  readonly to: number;
  readonly version?: string;
}

const within = ({ samples }: MetricSeries, { from, to, version }: Range): MetricSample[] =>
  samples.filter(
    (one) => one.time >= from && one.time <= to && (version === undefined || (one.version ?? version) === version),
  );

export function answerSeries(source: string, request: SeriesRequest, { series, notes }: Read): SeriesResult {
  if (request.metric === undefined || request.metric === '') {
    const name = plainText(source, 60);
    throw new SourceError('bad-query', `The plan does not say which metric of "${name}" to read. Add metric.`);
  }
  const { series: picked, note } = pickSeries(request.metric, series, source);
  const all = within(picked, request);
  const kept = keepExtremes(all, request.maxPoints, ({ value }) => value);
  return {
    samples: kept.map(({ time, value }): Sample => ({ time, value })),
    ...(kept.length < all.length && { total: all.length }),
    notes: boundedNotes([...(note === undefined ? [] : [note]), ...notes]),
    markers: markersOf(picked.samples.filter(({ time }) => time >= request.from && time <= request.to)),
  };
}

/** A version that is first seen after others was deployed then, for all that the reports show. */
function markersOf(samples: readonly MetricSample[]): Marker[] {
  const seen = new Map<string, number>();
  for (const { version, time } of samples) if (version !== undefined && !seen.has(version)) seen.set(version, time);
  const later = [...seen].slice(1).slice(-MAX_MARKERS);
  return later.map(([version, time]) => ({ time, kind: 'deployed', label: `version ${plainText(version, 40)}` }));
}

/** Scores by another method or threshold are series of their own: their scales differ. */
export function answerDrift(request: DriftRequest, { series, notes }: Read): DriftResult {
  const chosen = new Set<DriftSeries>();
  const said: string[] = [];
  const known = new Map<string, readonly DriftSeries[]>();
  for (const { column, method } of request.columns) {
    const own = known.get(column) ?? driftOfColumn(column, request, series);
    known.set(column, own);
    for (const one of chooseMethod(own, method)) chosen.add(one);
    const note = methodNote(own, column, method);
    if (note !== undefined) said.push(note);
  }
  return { series: [...chosen], notes: boundedNotes([...said, ...notes]) };
}

function driftOfColumn(column: string, request: DriftRequest, series: readonly MetricSeries[]): DriftSeries[] {
  return series.flatMap((one): DriftSeries[] => {
    if (one.type !== 'ValueDrift' || one.params.get('column') !== column) return [];
    const all = within(one, request);
    if (all.length === 0) return [];
    const label = one.params.get('method') ?? 'not named';
    const method = methodOf(label);
    const line = Number(one.params.get('threshold') ?? Number.NaN);
    const threshold = Number.isFinite(line) ? line : undefined;
    return [
      {
        column,
        method: method?.id ?? label,
        methodLabel: method?.id === label ? method.label : label,
        ...(method?.direction && { direction: method.direction }),
        ...(threshold !== undefined && { threshold }),
        samples: keepExtremes(all, request.maxPoints, ({ value }) => value).map(
          ({ time, value, drifted }): DriftSample => {
            const verdict = drifted ?? isDrift(label, threshold, value);
            return { time, score: value, ...(verdict !== undefined && { drifted: verdict }) };
          },
        ),
      },
    ];
  });
}
