import { SourceError } from '../source-error.ts';
import type { PrometheusApi } from './api.ts';
import { readQuery } from './contract.ts';
import { readNumber } from './numbers.ts';
import { gridFor, queryForStep, rangeParams, type Grid } from './request.ts';

const DAY = 86_400_000;
const FARTHEST = 5 * 365 * DAY;
const WITHOUT_ANSWER = 365 * DAY;
const POINTS = 1_000;
/** Looks, each at a part of the one before. */
const MOST_LOOKS = 4;
/** A history of so many steps is seen well enough. */
const FINE_ENOUGH = 50;
/** Seconds. */
const FINEST = 15;

export interface Start {
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Where there may be more. */
  readonly note?: string;
}

/**
 * Where the history of a query begins: found by a look at five years in steps of days, and where it is so short that those
 * hardly see it, by another at its part. A server has no better answer to give.
 */
export async function findStart(api: PrometheusApi, query: string, to: number): Promise<Start> {
  const aYear = to - WITHOUT_ANSWER;
  try {
    let span = FARTHEST;
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const grid = gridFor(to - span, to, POINTS);
      if (!grid) break;
      const first = await firstIn(api, query, grid);
      const step = grid.step * 1000;
      if (first !== undefined && first >= grid.start) {
        const from = first * 1000 - step;
        const note = { note: 'There may be older values: five years are searched.' };
        if (first === grid.start && looks === 0) return { from, ...note };
        if (to - from >= FINE_ENOUGH * step || grid.step <= FINEST) return { from };
        span = to - from;
      } else span = 2 * step;
    }
    return { from: aYear, note: 'There may be older values: only the last year was asked for.' };
  } catch (error) {
    if (!(error instanceof SourceError) || !TOO_MUCH.has(error.reason)) throw error;
    return { from: aYear, note: 'All of the history was too much for the server: only the last year was asked for.' };
  }
}

/** Unix seconds of the first time of the grid at which there is a value. */
async function firstIn(api: PrometheusApi, query: string, grid: Grid): Promise<number | undefined> {
  const { data } = await api.query('query_range', rangeParams(queryForStep(query, grid.step), grid));
  let first = Infinity;
  for (const { values } of readQuery(data).series)
    for (const [time] of values) first = Math.min(first, readNumber(time) ?? Infinity);
  return Number.isFinite(first) ? first : undefined;
}

/** A server may refuse so long a range; a wrong query is found again where the year is asked for. */
const TOO_MUCH = new Set<string>(['bad-query', 'timeout', 'too-large', 'bad-answer']);
