import type { CheckView, ReadinessView } from '../../core/readiness/view.ts';
import type { ReadinessReport } from './readiness.ts';
import { safeJson } from './sanitize.ts';

/** How ready models are, for programs. Times in ISO 8601. */
export function formatReadinessJson({ files }: ReadinessReport): string {
  const plans = files.flatMap(({ file, plans: views }) =>
    views.map((view, index) => ({ file, index, ...planOf(view) })),
  );
  const scores = plans.map(({ score }) => score);
  const summary = { plans: plans.length, lowestScore: scores.length > 0 ? Math.min(...scores) : undefined };
  return `${safeJson({ plans, summary })}\n`;
}

function planOf({ areas, isLive, ...rest }: ReadinessView) {
  return {
    ...rest,
    live: isLive,
    areas: areas.map(({ checks, ...area }) => ({ ...area, checks: checks.map(checkOf) })),
  };
}

const checkOf = ({ seenAt, why: _why, ...check }: CheckView): object => ({
  ...check,
  seenAt: seenAt === undefined ? undefined : new Date(seenAt).toISOString(),
});
