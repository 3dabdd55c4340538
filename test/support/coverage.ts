import { analyseSeries } from '../../server/src/core/decay/analyse.ts';
import { crossing } from '../../server/src/core/decay/forecast/method-h.ts';
import { prepare } from '../../server/src/core/decay/trend/prepare.ts';
import { DAY, lineThrough } from '../../server/src/core/decay/trend/trend.ts';
import { randomOf, type NoiseKind } from './noise.ts';

/** A kind of histories with a true decline: its line crosses half a history behind the newest value. */
export interface Cell {
  readonly noise: NoiseKind;
  /** Values of the history. */
  readonly count: number;
  /** How many standard deviations the line falls over the history. */
  readonly drop: number;
  /** What is odd about the history. */
  readonly shape?: 'irregular' | 'outlier';
}

export interface Coverage {
  /** Shares of all histories, those without a significant trend too: the truth is within the interval, before or behind it. */
  readonly covered: number;
  readonly early: number;
  readonly late: number;
  readonly withoutLatest: number;
  /** Share of the histories that the rules give a date, and share of those dates that hold the truth. */
  readonly dated: number;
  readonly datedCovered: number;
}

export function coverageOf(cell: Cell, repeats: number, seed: number): Coverage {
  const { count, drop } = cell;
  const random = randomOf(seed);
  const truth = 1.5 * count;
  const critical = (-drop * truth) / count;
  let [early, late, withoutLatest, dated, held] = [0, 0, 0, 0, 0];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const samples = historyOf(cell, random);
    const line = lineThrough(prepare(samples), 'maximize');
    if (!line) throw new Error('too few values');
    const found = crossing(line.fit, critical, count - 1);
    if ((found.earliest ?? Infinity) > truth) early++;
    else if ((found.latest ?? Infinity) < truth) late++;
    if (found.latest === undefined) withoutLatest++;
    const options = { objective: 'maximize', critical, interval: DAY, now: (count - 1) * DAY } as const;
    const { forecast } = analyseSeries(samples, options);
    if (forecast.state !== 'crosses') continue;
    dated++;
    if (forecast.earliest <= truth * DAY && truth * DAY <= (forecast.latest ?? Infinity)) held++;
  }
  return {
    covered: (repeats - early - late) / repeats,
    early: early / repeats,
    late: late / repeats,
    withoutLatest: withoutLatest / repeats,
    dated: dated / repeats,
    datedCovered: dated > 0 ? held / dated : NaN,
  };
}

function historyOf(
  { noise, count, drop, shape }: Cell,
  random: ReturnType<typeof randomOf>,
): { readonly time: number; readonly value: number }[] {
  const values = random.noise(noise, count);
  const days = values.map((_, index) =>
    shape === 'irregular' && index > 0 && index < count - 1 ? index + 0.9 * (random.next() - 0.5) : index,
  );
  if (shape === 'outlier') {
    const place = Math.floor(random.next() * count);
    values[place] = (values[place] ?? 0) - 6;
  }
  return values.map((value, index) => {
    const day = days[index] ?? 0;
    return { time: day * DAY, value: value - (drop * day) / count };
  });
}

const NOISES: readonly NoiseKind[] = ['normal', 't3', 'ar 0.5'];

/** What the project's figures are about. */
export const CELLS: readonly Cell[] = [8, 12, 20, 40].flatMap((count) =>
  [2, 4].flatMap((drop) => [
    ...NOISES.map((noise) => ({ noise, count, drop })),
    { noise: 'normal' as const, count, drop, shape: 'irregular' as const },
    { noise: 'normal' as const, count, drop, shape: 'outlier' as const },
  ]),
);

export const nameOf = ({ noise, count, drop, shape }: Cell): string =>
  `${shape ? `${noise}, ${shape}` : noise}, ${count} values, ${drop} sd`;
