import { SourceError } from '../source-error.ts';
import type { PrometheusApi } from './api.ts';
import { readQuery } from './contract.ts';
import { readNumber } from './numbers.ts';
import { gridFor, queryForStep, rangeParams } from './request.ts';

const DAY = 86_400_000;
const FARTHEST = 5 * 365 * DAY;
const WITHOUT_ANSWER = 365 * DAY;
const POINTS = 1_000;

export interface Start {
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Where there may be more. */
  readonly note?: string;
}

/** Where the history of a query begins: found by one look at five years in steps of days. A server has no better answer to give. */
export async function findStart(api: PrometheusApi, query: string, to: number): Promise<Start> {
  const grid = gridFor(to - FARTHEST, to, POINTS);
  const aYear = to - WITHOUT_ANSWER;
  if (!grid) return { from: aYear };
  try {
    const { data } = await api.query('query_range', rangeParams(queryForStep(query, grid.step), grid));
    let first = Infinity;
    for (const { values } of readQuery(data).series)
      for (const [time] of values) first = Math.min(first, readNumber(time) ?? Infinity);
    if (Number.isFinite(first) && first >= grid.start) {
      const from = (first - grid.step) * 1000;
      return first > grid.start ? { from } : { from, note: 'There may be older values: five years are searched.' };
    }
    return { from: aYear, note: 'There may be older values: only the last year was asked for.' };
  } catch (error) {
    if (!(error instanceof SourceError) || !TOO_MUCH.has(error.reason)) throw error;
    return { from: aYear, note: 'All of the history was too much for the server: only the last year was asked for.' };
  }
}

/** A server may refuse so long a range; a wrong query is found again where the year is asked for. */
const TOO_MUCH = new Set<string>(['bad-query', 'timeout', 'too-large', 'bad-answer']);
