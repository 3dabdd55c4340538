import type { AnalyseOptions } from '../../server/src/core/decay/analyse.ts';
import type { Sample } from '../../server/src/core/decay/series.ts';
import { randomOf, type NoiseKind } from './noise.ts';

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 5);

/** Daily values, the first at START. */
export const daily = (values: readonly number[], start = START): Sample[] =>
  values.map((value, index) => ({ time: start + index * DAY, value }));

export const lastOf = (samples: readonly Sample[]): number => Math.max(...samples.map(({ time }) => time));

/** Daily values of a line with noise: `level` at first, `slope` a day. */
export function noisyLine(
  count: number,
  {
    level = 0.9,
    slope = 0,
    sd = 0.002,
    kind = 'normal',
    seed = 1,
  }: {
    readonly level?: number;
    readonly slope?: number;
    readonly sd?: number;
    readonly kind?: NoiseKind;
    readonly seed?: number;
  } = {},
): Sample[] {
  return daily(
    randomOf(seed)
      .noise(kind, count)
      .map((noise, index) => level + slope * index + sd * noise),
  );
}

/** Judged right at the newest value, daily, unless said otherwise. */
export const judged = (samples: readonly Sample[], options: Partial<AnalyseOptions> = {}): AnalyseOptions => ({
  objective: 'maximize',
  interval: DAY,
  now: lastOf(samples),
  ...options,
});
