import { planView } from '../core/decay/view.ts';
import type { DecayView, IndicatorView, RangeChoice } from '../core/panel/contract.ts';
import { nextRuns } from '../language/words/cron.ts';
import type { LiveFile } from './live/live-plans.ts';

/** Of each indicator: more cannot be told apart on a chart. */
const MAX_POINTS = 1_000;
const FEWEST_POINTS = 24;
/** Characters of a whole view as JSON; digits and ASCII are bytes, and names leave room for those that are not. */
const MAX_SIZE = 190_000;
/** Digits of a number that is drawn beside others. */
const DIGITS = 7;

/**
 * What the sources of a file's plans say of their models, small enough to be sent.
 * @param file relative path of the plan, `/` between folders
 */
export function decayView(live: LiveFile, file: string, range: RangeChoice): DecayView {
  let maxPoints = MAX_POINTS;
  for (;;) {
    const view = viewWith(live, file, range, maxPoints);
    const size = Buffer.byteLength(JSON.stringify(view));
    if (size <= MAX_SIZE || maxPoints <= FEWEST_POINTS) return view;
    maxPoints = Math.max(FEWEST_POINTS, Math.floor(maxPoints * Math.min(0.8, (MAX_SIZE / size) * 0.98)));
  }
}

function viewWith(live: LiveFile, file: string, range: RangeChoice, maxPoints: number): DecayView {
  return {
    file,
    fetchedAt: live.readAt,
    ...(live.asOf !== undefined && { asOf: live.asOf }),
    range,
    plans: live.plans.map(({ assessment, answers }) => {
      const view = planView(assessment, answers, {
        range,
        maxPoints,
        nextRetraining: nextRetraining(assessment.plan.retraining.schedule, assessment.now),
      });
      return { ...view, indicators: view.indicators.map(drawn) };
    }),
  };
}

/** When a schedule trains the model again; milliseconds since the epoch. */
export const nextRetraining = (schedule: string | undefined, now: number): number | undefined =>
  schedule === undefined ? undefined : nextRuns(schedule, 1, now)[0];

/** Where many values are drawn, each has no more digits than can be seen; the newest stays as it is. */
function drawn(view: IndicatorView): IndicatorView {
  const { series } = view;
  if (series.state !== 'ready' || series.points.length < 200) return view;
  const last = series.points.length - 1;
  const points = series.points.map((point, index) =>
    index === last ? point : { time: Math.round(point.time), value: Number(point.value.toPrecision(DIGITS)) },
  );
  return { ...view, series: { ...series, points } };
}
