import type { DecayView, RangeChoice } from '../../server/src/core/panel/contract.ts';

/** What the shared axis shows; milliseconds since the epoch. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Where a view's values lie. */
export interface Extent {
  /** Of the oldest value. */
  readonly first: number;
  /** The moment the model is judged at. */
  readonly now: number;
  /** Where the last forecast ends; `now` without one. */
  readonly ahead: number;
}

const DAY = 86_400_000;
const SHORTEST = 60_000;
/** Of what is shown of the past, as much again may be shown of the future. */
const AHEAD = 0.5;

export const isZoom = (range: RangeChoice): range is TimeWindow => typeof range === 'object';

export function extentOf({ plans, fetchedAt, asOf }: DecayView): Extent {
  let first = Infinity;
  let ahead = asOf ?? fetchedAt;
  const now = ahead;
  for (const { indicators, drift } of plans) {
    for (const { series, forecast } of indicators) {
      if (series.state === 'ready') {
        for (const points of [series.points, series.pending ?? []]) {
          first = Math.min(first, points[0]?.time ?? Infinity);
          // A clock ahead of ours: its values are shown all the same.
          ahead = Math.max(ahead, points.at(-1)?.time ?? -Infinity);
        }
      }
      if (forecast?.state === 'crosses') ahead = Math.max(ahead, forecast.band.at(-1)?.time ?? forecast.horizon);
    }
    for (const { cells } of drift?.columns ?? []) first = Math.min(first, cells[0]?.time ?? Infinity);
  }
  if (!Number.isFinite(first)) first = now - 90 * DAY;
  return { first: Math.min(first, now), now, ahead };
}

/** The window of a choice: history up to now, and some room for the forecast. */
export function windowOf({ first, now, ahead }: Extent, range: RangeChoice): TimeWindow {
  if (isZoom(range)) return range;
  const from = range === 'all' ? first : now - range * DAY;
  if (now - from < SHORTEST) return { from: now - DAY / 2, to: now + DAY / 2 };
  return { from, to: Math.min(ahead, now + AHEAD * (now - from)) };
}

/** Moved into `limits`, and no wider than they are. */
export function within({ from, to }: TimeWindow, limits: TimeWindow): TimeWindow {
  const span = Math.min(Math.max(to - from, SHORTEST), limits.to - limits.from);
  const start = Math.min(Math.max(from, limits.from), limits.to - span);
  return { from: Math.round(start), to: Math.round(start + span) };
}

/** `factor` below 1 shows less; `about` stays where it is. */
export function zoomed({ from, to }: TimeWindow, factor: number, about: number): TimeWindow {
  return { from: about - (about - from) * factor, to: about + (to - about) * factor };
}

/** Moved by a share of its width. */
export function panned({ from, to }: TimeWindow, share: number): TimeWindow {
  const by = (to - from) * share;
  return { from: from + by, to: to + by };
}
