import type { Span } from '../../document/text.ts';
import type { Indicator } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';
import { promqlOf } from './promql-of.ts';

export const invalidPromql = planRule({
  id: 'query/invalid-promql',
  severity: 'error',
  summary: 'Every query for Prometheus is PromQL that gives one value per moment.',
  *check(plan, { text }) {
    for (const indicator of plan.indicators.where(isInvalid)) {
      const problem = promqlOf(indicator)?.problem;
      if (!problem) continue;
      const whole = indicator.section.place('query');
      yield {
        span: inFile(text, whole, indicator.section.text('query') ?? '', problem.span),
        message: problem.message,
      };
    }
  },
});

const isInvalid = (indicator: Indicator): boolean => promqlOf(indicator)?.problem !== undefined;

/** Where a part of the query stands in the file; the whole, where it is written with escapes or over several lines. */
function inFile(text: string, whole: Span, query: string, part: Span): Span {
  const at = text.slice(whole.start, whole.end).indexOf(query);
  if (at < 0) return whole;
  const start = whole.start + at + Math.min(part.start, query.length - 1);
  return { start, end: Math.max(start + 1, Math.min(whole.start + at + part.end, whole.start + at + query.length)) };
}
