import { analyseSeries } from '../../core/decay/analyse.ts';
import type { Analyse, AnalyseRequest } from '../../core/decay/assess.ts';
import type { Sample } from '../../core/decay/series.ts';

/** The decay engine, asked as a plan says. */
export const analysePlan: Analyse = (samples, { indicator, now, isLookBack, interval, staleAfter, slo }) => {
  const { objective, warning, critical, labelDelay } = indicator;
  const bounds = boundsOf(samples, indicator);
  return analyseSeries(isLookBack ? samples.filter(({ time }) => time <= now) : samples, {
    objective,
    labelDelay,
    now,
    ...(warning !== undefined && { warning }),
    ...(critical !== undefined && { critical }),
    ...(interval !== undefined && { interval }),
    ...(staleAfter !== undefined && { staleAfter }),
    ...(slo && { slo }),
    ...(bounds && { bounds }),
  });
};

/** A ratio that has never left 0 to 1, nor is thought to, stays there. Others, such as saved cost, may not. */
function boundsOf(
  samples: readonly Sample[],
  { unit, baseline, warning, critical }: AnalyseRequest['indicator'],
): { readonly low: number; readonly high: number } | undefined {
  const isWithin = (value: number | undefined): boolean => value === undefined || (value >= 0 && value <= 1);
  const isBounded = [baseline, warning, critical].every(isWithin) && samples.every(({ value }) => isWithin(value));
  return unit === 'ratio' && isBounded ? { low: 0, high: 1 } : undefined;
}
