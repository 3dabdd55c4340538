import type { Source } from '../backend.ts';
import { checkedUrl } from '../origin.ts';
import { plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';

/** Prometheus refuses more steps between start and end. */
export const MAX_STEPS = 11_000;

/** The server is asked for no more series: from here on only their number counts. */
export const MAX_SERIES = 50;

/** Seconds that a sample counts for: with a longer step, one between two steps is not seen. */
export const LOOKBACK = 300;

/** Seconds. Whole parts of a day, so that the same times are asked for again at each refresh; none finer than people scrape. */
const STEPS = [15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200];
const DAY = 86_400;

/** Times of a range query: Unix seconds, `start` and `end` multiples of `step` and both asked for. */
export interface Grid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/**
 * The finest grid in a range that has at most `maxPoints` times, and no more than Prometheus gives.
 * @param from milliseconds, as `to`
 * @param interval milliseconds between two values: a finer grid would tell the same one again
 * @returns undefined where the range is so short that it holds no time of the grid
 */
export function gridFor(from: number, to: number, maxPoints: number, interval = 0): Grid | undefined {
  const [first, last] = [Math.max(from, 0) / 1000, to / 1000];
  const points = Math.min(Math.max(2, Math.floor(maxPoints)), MAX_STEPS);
  const needed = Math.max((last - first) / (points - 1), interval / 1000);
  const step = STEPS.find((seconds) => seconds >= needed) ?? Math.ceil(needed / DAY) * DAY;
  const [start, end] = [Math.ceil(first / step) * step, Math.floor(last / step) * step];
  return end >= start ? { start, end, step } : undefined;
}

/** Address of a part of the API under the data source's url, whose path and query stay. */
export function apiUrl(source: Source, path: string, params: Readonly<Record<string, string>> = {}): string {
  const url = baseUrl(source);
  // Some copy the address of a request.
  url.pathname = `${url.pathname.replace(/(?:\/api\/v1)?\/*$/, '')}/api/v1/${path}`;
  for (const [name, value] of Object.entries(params)) url.searchParams.append(name, value);
  return url.href;
}

export function baseUrl(source: Source): URL {
  if (source.url === undefined || source.url.trim() === '')
    throw new SourceError(
      'unsupported',
      `The data source ${plainText(source.name, 60)} has no url. Add it to the plan.`,
    );
  return checkedUrl(source.url.trim());
}

/** The tenant's header of Mimir and Cortex; several tenants are joined with "|". */
export function tenantHeaders(source: Source): Readonly<Record<string, string>> {
  if (source.tenant === undefined) return {};
  if (!/^[\w!.*'()|-]{1,300}$/.test(source.tenant))
    throw new SourceError(
      'bad-query',
      `The tenant of the data source ${plainText(source.name, 60)} may have letters, digits and !-_.*'() only, several joined with "|". Correct it in the plan.`,
    );
  return { 'X-Scope-OrgID': source.tenant };
}

/** Whether a query names a metric and nothing more. What has braces in a label's value is taken for an expression. */
export const isSelector = (query: string): boolean =>
  /^\s*(?:[a-z_:][\w:]*\s*(?:\{[^{}]*\})?|\{[^{}]+\})\s*$/i.test(query) && !/^\s*(?:nan|inf)\s*$/i.test(query);

/** The query as it is asked with a step of so many seconds: the newest sample of each step, however rare samples are. */
export const queryForStep = (query: string, step: number): string =>
  step > LOOKBACK && isSelector(query) ? `last_over_time(${query.trim()}[${step}s])` : query;

/** Of query_range. Servers that do not know limit (before 3.0) and lookback_delta pass over them. */
export function rangeParams(query: string, { start, end, step }: Grid): Record<string, string> {
  return {
    query,
    start: String(start),
    end: String(end),
    step: String(step),
    limit: String(MAX_SERIES),
    ...(step > LOOKBACK && { lookback_delta: `${step}s` }),
  };
}
