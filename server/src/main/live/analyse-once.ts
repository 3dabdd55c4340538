import type { Analyse, AnalyseRequest } from '../../core/decay/assess.ts';
import type { SeriesReport } from '../../core/decay/report.ts';
import type { Sample } from '../../core/decay/series.ts';

const MINUTE = 60_000;
/** Reports kept of one series: of the plans that share it. */
const MAX_REPORTS = 8;

/** Analysing takes long and depends on the clock only by the minute: each series is analysed once for each. */
export function analyseOnce(analyse: Analyse): Analyse {
  const known = new WeakMap<readonly Sample[], Map<string, SeriesReport>>();
  return (samples, request) => {
    const reports = known.get(samples) ?? new Map<string, SeriesReport>();
    known.set(samples, reports);
    const key = keyOf(request);
    const report = reports.get(key) ?? analyse(samples, request);
    reports.delete(key);
    reports.set(key, report);
    const oldest = reports.size > MAX_REPORTS ? reports.keys().next().value : undefined;
    if (oldest !== undefined) reports.delete(oldest);
    return report;
  };
}

function keyOf({ indicator, now, ...rest }: AnalyseRequest): string {
  const { objective, baseline, warning, critical, labelDelay } = indicator;
  return JSON.stringify([objective, baseline, warning, critical, labelDelay, Math.floor(now / MINUTE), rest]);
}
