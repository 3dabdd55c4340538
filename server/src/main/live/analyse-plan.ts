import type { Analyse } from '../../core/decay/assess.ts';
import type { SeriesReport } from '../../core/decay/report.ts';

/** The decay engine as plans use it. */
export const analysePlan: Analyse = (samples, { indicator, now, isLookBack, staleAfter }) => {
  const all = isLookBack ? samples.filter(({ time }) => time <= now) : samples;
  const until = indicator.labelDelay > 0 ? now - indicator.labelDelay : Infinity;
  const counted = all.filter(({ time }) => time <= until);
  const report: SeriesReport = {
    counted,
    pending: all.slice(counted.length),
    stale: staleAfter !== undefined && (counted.at(-1)?.time ?? now) < now - staleAfter - indicator.labelDelay,
    changes: [],
    forecast: { state: 'no-line' },
  };
  return report;
};
