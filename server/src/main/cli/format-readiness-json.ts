import type { CheckView } from '../../core/readiness/view.ts';
import type { PlanReport, ReadinessReport } from './readiness.ts';
import { safeJson } from './sanitize.ts';

/** How ready models are, for programs. Times in ISO 8601. */
export function formatReadinessJson({ files }: ReadinessReport): string {
  const plans = files.flatMap(({ file, plans: views }) =>
    views.map((report, index) => ({ file, index, ...planOf(report) })),
  );
  const scores = plans.map(({ score }) => score);
  const summary = { plans: plans.length, lowestScore: scores.length > 0 ? Math.min(...scores) : undefined };
  return `${safeJson({ plans, summary })}\n`;
}

function planOf({ view: { areas, isLive, ...rest }, since, history }: PlanReport) {
  return {
    ...rest,
    since: since && { ...since, time: isoTime(since.time) },
    history: history?.map((past) => ({ ...past, time: isoTime(past.time) })),
    live: isLive,
    areas: areas.map(({ checks, ...area }) => ({ ...area, checks: checks.map(checkOf) })),
  };
}

const isoTime = (time: number): string => new Date(time).toISOString();

const checkOf = ({ seenAt, why: _why, ...check }: CheckView): object => ({
  ...check,
  seenAt: seenAt === undefined ? undefined : isoTime(seenAt),
});
