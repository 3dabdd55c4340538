import type { SeriesResult } from '../backend.ts';
import { keepExtremes } from '../keep-extremes.ts';
import { boundedNotes } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import type { PrometheusApi } from './api.ts';
import { collect } from './collect.ts';
import { readQuery, type Envelope, type QueryData, type RawSeries } from './contract.ts';
import { findStart } from './find-start.ts';
import {
  gridFor,
  isSelector,
  LOOKBACK,
  MAX_SERIES,
  MAX_STEPS,
  queryForStep,
  rangeParams,
  type Grid,
} from './request.ts';

const MINUTE = 60_000;

export interface SeriesQuery {
  readonly query: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
  /** Milliseconds between two values, as the plan says. */
  readonly interval?: number;
  readonly version?: string;
}

/** The one series that a query gives, reduced to `maxPoints` samples. */
export async function readSeries(api: PrometheusApi, request: SeriesQuery): Promise<SeriesResult> {
  const { query, to, maxPoints, interval, version } = request;
  if (query === undefined || query.trim() === '')
    throw new SourceError(
      'bad-query',
      `${api.who} needs a query, a PromQL expression that gives one series. Add it to the plan.`,
    );
  const start = Number.isFinite(request.from) ? { from: request.from } : await findStart(api, query, to);
  const ask = async (points: number): Promise<readonly Envelope[]> => {
    const grid = gridFor(start.from, to, points, interval);
    const both = await Promise.all([grid && askRange(api, query, grid), askNewest(api, query, grid, to)]);
    return both.filter((answer) => answer !== undefined);
  };
  // A range query looks at single moments: as many as there may be are asked for, lest a spike lies between two.
  const answers = await ask(MAX_STEPS).catch((error: unknown) => {
    if (!(error instanceof SourceError) || !isTooMuch(error) || maxPoints * 2 > MAX_STEPS) throw error;
    return ask(maxPoints);
  });
  const merged = merge(answers.map(({ data }) => readQuery(data)));
  const range = { from: start.from, to, ...(version !== undefined && { version }) };
  const { samples, notes, markers } = collect(merged, range);
  const told = samples.length > 0 && start.note !== undefined ? [start.note] : [];
  return {
    samples: keepExtremes(samples, maxPoints, ({ value }) => value),
    notes: boundedNotes([...answers.flatMap(({ warnings }) => warnings), ...api.clockNotes(), ...told, ...notes]),
    markers,
  };
}

/** The server, or a proxy, has given up. A wrong query is not asked again, nor one to a server that says nothing at all. */
const isTooMuch = ({ reason, message }: SourceError): boolean =>
  (reason === 'timeout' && message.includes('took too long')) ||
  (reason === 'bad-query' && /too many samples|limit|exceed/i.test(message));

async function askRange(api: PrometheusApi, query: string, grid: Grid): Promise<Envelope> {
  const answer = await api.query('query_range', rangeParams(queryForStep(query, grid.step), grid));
  if (grid.step <= LOOKBACK || isSelector(query) || readQuery(answer.data).series.length > 0) return answer;
  // An expression over rare samples: servers that do not know lookback_delta saw none of them at the grid's times.
  const rare = `last_over_time((${query}\n)[${grid.step}s:${LOOKBACK}s])`;
  try {
    return await api.query('query_range', rangeParams(rare, grid));
  } catch (error) {
    // A number is no vector, and a subquery may be too much: then nothing was found.
    if (error instanceof SourceError && error.reason !== 'cancelled') return answer;
    throw error;
  }
}

/** The value at the end of the range: the grid's last time is up to a step older. */
async function askNewest(
  api: PrometheusApi,
  query: string,
  grid: Grid | undefined,
  to: number,
): Promise<Envelope | undefined> {
  const gap = Math.floor(to / 1000 - (grid?.end ?? -Infinity));
  if (gap < 1 || (grid && to < api.now - 60 * MINUTE)) return undefined;
  const time = (to / 1000).toFixed(3);
  return api.query('query', { query: grid ? queryForStep(query, gap) : query, time, limit: String(MAX_SERIES) });
}

/** Values of series with the same labels, one after the other. */
function merge(answers: readonly QueryData[]): QueryData {
  const series = new Map<string, RawSeries>();
  for (const one of answers.flatMap((answer) => answer.series)) {
    const key = JSON.stringify(Object.entries(one.labels).sort());
    const known = series.get(key);
    const values = [...(known?.values ?? []), ...one.values];
    series.set(key, { labels: one.labels, values, histograms: (known?.histograms ?? 0) + one.histograms });
  }
  return { series: [...series.values()], isText: answers.some(({ isText }) => isText) };
}
