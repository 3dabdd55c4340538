import { changePoints } from './change/change-points.ts';
import { forecast, type ForecastOptions } from './forecast/forecast.ts';
import type { SeriesReport } from './report.ts';
import { LAST_TIME, type Sample } from './series.ts';
import { burn, type Slo } from './slo/burn.ts';
import { prepare } from './trend/prepare.ts';
import { lineThrough, trendOf } from './trend/trend.ts';

export interface AnalyseOptions extends Omit<ForecastOptions, 'since'> {
  /** Milliseconds that labels take to arrive. */
  readonly labelDelay?: number;
  /** Milliseconds. */
  readonly staleAfter?: number;
  /** The plan's promise about this indicator. */
  readonly slo?: Slo;
  /** The moment the model is judged at; milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What the values of one indicator say of its decay. A trend or a forecast is never computed across a change point: only
 * from what stands behind the last one.
 */
export function analyseSeries(samples: readonly Sample[], given: AnalyseOptions): SeriesReport {
  const options = withSoundInterval(given);
  const { now, labelDelay = 0, staleAfter, interval, objective, slo } = options;
  const labelled = now - labelDelay;
  // Without a label delay a value counts whatever its time: clocks differ.
  const counts = ({ time }: Sample): boolean => labelDelay <= 0 || time <= labelled;
  const usable = inOrder(samples.filter(({ time, value }) => Math.abs(time) <= LAST_TIME && Number.isFinite(value)));
  const counted = usable.filter(counts);
  const all = prepare(counted, interval);
  const changes = changePoints(all, objective);
  const since = changes.at(-1)?.time;
  const prepared =
    since === undefined
      ? all
      : prepare(
          counted.filter(({ time }) => time >= since),
          interval,
        );
  const line = lineThrough(prepared, objective);
  const newest = counted.at(-1);
  const burned = slo && burn(counted, slo, { ...options, now: labelled });
  return {
    counted,
    pending: usable.filter((sample) => !counts(sample)),
    stale: newest !== undefined && staleAfter !== undefined && newest.time < labelled - staleAfter,
    ...(line && { trend: trendOf(line) }),
    changes,
    forecast: forecast(counted, prepared, line, { ...options, ...(since !== undefined && { since }) }),
    ...(burned && { burn: burned }),
  };
}

/** An interval that is none is as good as none given. */
function withSoundInterval({ interval, ...options }: AnalyseOptions): AnalyseOptions {
  return interval !== undefined && interval > 0 && interval < Infinity ? { ...options, interval } : options;
}

const inOrder = (samples: readonly Sample[]): readonly Sample[] =>
  samples.some(({ time }, index) => time < (samples[index - 1]?.time ?? -Infinity))
    ? samples.toSorted((a, b) => a.time - b.time)
    : samples;
