import type { IndicatorView, PlanView, RangeChoice, Series } from '../panel/contract.ts';
import type { Answer, PlanAnswers, SeriesAnswer } from './answers.ts';
import type { AssessedIndicator, Assessment } from './assess.ts';
import { driftViewOf } from './drift-view.ts';
import { headlineOf, overallLevel } from './headline.ts';
import { present } from './plan-indicators.ts';
import { inShown, shownOf, type Shown } from './range.ts';
import { reduceMinMax } from './reduce.ts';
import { provenance } from './view-provenance.ts';

export interface ViewOptions {
  readonly range: RangeChoice;
  /** For each indicator, and each column of drift. */
  readonly maxPoints: number;
  /** When the schedule trains the model again; milliseconds since the epoch. */
  readonly nextRetraining?: number | undefined;
}

/** How the model of one plan stands, as the panel shows it. Only what is shown depends on the range, nothing that is said. */
export function planView(assessment: Assessment, answers: PlanAnswers, options: ViewOptions): PlanView {
  const { plan, now, model } = assessment;
  const shown = shownOf(options.range, now);
  const indicators = assessment.indicators.map((assessed, position) =>
    indicatorView(assessment, assessed, {
      shown,
      maxPoints: options.maxPoints,
      detail: answers.detail?.[position],
      canOpen: answers.links?.indicators[position] ?? false,
    }),
  );
  const drift = driftViewOf(assessment, answers, shown, options.maxPoints);
  const markers = model.markers.filter(({ time }) => time >= shown.from && time <= shown.to);
  return {
    name: plan.name,
    title: plan.title,
    model: plan.model.name,
    headline: headlineOf(indicators, { now, drift, nextRetraining: options.nextRetraining }),
    level: overallLevel(indicators),
    indicators,
    ...present({
      version: versionInWords(plan.model.alias, model.version),
      trainedAt: model.trained?.at,
      trainingCode: plan.model.trainingCode.length > 0 ? plan.model.trainingCode : undefined,
      markers: markers.length > 0 ? markers : undefined,
      drift,
    }),
  };
}

function versionInWords(alias: string | undefined, version: string | undefined): string | undefined {
  const parts = [alias, version === undefined ? undefined : `version ${version}`].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

interface Drawing {
  readonly shown: Shown;
  readonly maxPoints: number;
  readonly detail: Answer<SeriesAnswer> | undefined;
  readonly canOpen: boolean;
}

function indicatorView(
  { plan, now, isLookBack }: Assessment,
  assessed: AssessedIndicator,
  drawing: Drawing,
): IndicatorView {
  const { indicator, asked, report, level } = assessed;
  const { name, role, unit, objective, baseline, warning, critical } = indicator;
  const isBusiness = plan.business.indicator === name;
  return {
    name,
    role,
    objective,
    source: indicator.source,
    query: asked,
    series: seriesView(assessed, drawing, { now, isLookBack }),
    level,
    ...present({
      unit,
      baseline,
      warning,
      critical,
      headroomUsed: assessed.headroomUsed,
      target: isBusiness ? plan.business.target : undefined,
      guardrail: isBusiness ? plan.business.guardrail : undefined,
      stale: report?.stale === true && assessed.newest ? true : undefined,
      trend: report?.trend,
      changes: report && report.changes.length > 0 ? report.changes : undefined,
      forecast: assessed.newest ? report?.forecast : undefined,
      burn: report?.burn,
    }),
    ...provenance(assessed, drawing.canOpen),
  };
}

function seriesView(
  { unread, report, answer }: AssessedIndicator,
  { shown, maxPoints, detail }: Drawing,
  { now, isLookBack }: { readonly now: number; readonly isLookBack: boolean },
): Series {
  if (unread || !report) return unread ?? { state: 'empty', message: 'There are no values yet.' };
  const lastCounted = report.counted.at(-1)?.time ?? -Infinity;
  const whole = [...report.counted, ...report.pending];
  const fine = detail?.result?.samples.filter(({ time }) => !isLookBack || time <= now);
  const all = inShown(fine && fine.length > 0 ? fine : whole, shown);
  const counted = all.filter(({ time }) => time <= lastCounted);
  const pending = all.filter(({ time }) => time > lastCounted);
  // The newest value is what all sentences speak of: it is told even where the range ends before it.
  const newest = report.counted.slice(-1);
  const points = reduceMinMax(counted.length > 0 ? counted : newest, maxPoints);
  const total = answer?.result?.total ?? report.counted.length + report.pending.length;
  const isReduced = points.length < counted.length || total > whole.length;
  return {
    state: 'ready',
    points,
    ...(pending.length > 0 && { pending: reduceMinMax(pending, Math.ceil(maxPoints / 4)) }),
    ...(isReduced && { total: Math.max(counted.length, total) }),
  };
}
