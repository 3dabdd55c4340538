import type { ReadinessSince } from '../../core/readiness/view.ts';
import { isoDate } from '../../core/schema/formats.ts';

/** "Since 1a2b3c4 (2026-10-01): +6 points, Declared before" */
export function sinceInWords({ commit, time, was, score }: ReadinessSince): string {
  const when = `Since ${commit.slice(0, 7)} (${isoDate(time)})`;
  if (!was || score === undefined) return `${when}: this plan is new`;
  const points = score === 0 ? 'the score is the same' : `${score > 0 ? '+' : '−'}${Math.abs(score)} points`;
  return `${when}: ${points}, then ${was.level} with ${was.score}`;
}
