import { prepare } from '../../server/src/core/decay/trend/prepare.ts';
import { crossing } from '../../server/src/core/decay/forecast/method-h.ts';
import { DAY, lineThrough } from '../../server/src/core/decay/trend/trend.ts';
import { randomOf, type NoiseKind } from './noise.ts';

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
  /** Shares of the simulated histories. */
  readonly covered: number;
  readonly early: number;
  readonly late: number;
  readonly withoutLatest: number;
}

/**
 * How often the 80 % interval holds the moment at which the true line crosses, half a history behind its end. All
 * histories count, those without a significant trend too.
 */
export function coverageOf({ noise, count, drop, shape }: Cell, repeats: number, seed: number): Coverage {
  const random = randomOf(seed);
  let [covered, early, late, withoutLatest] = [0, 0, 0, 0];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const values = random.noise(noise, count);
    const days = values.map((_, index) =>
      shape === 'irregular' && index > 0 && index < count - 1 ? index + 0.9 * (random.next() - 0.5) : index,
    );
    if (shape === 'outlier') values[Math.floor(random.next() * count)]! -= 6;
    const samples = values.map((value, index) => ({
      time: days[index]! * DAY,
      value: value - (drop * days[index]!) / count,
    }));
    const line = lineThrough(prepare(samples), 'maximize');
    if (!line) throw new Error('too few values');
    const truth = 1.5 * count;
    const found = crossing(line.fit, (-drop * truth) / count, count - 1);
    if ((found.earliest ?? Infinity) > truth) early++;
    else if ((found.latest ?? Infinity) < truth) late++;
    else covered++;
    if (found.latest === undefined) withoutLatest++;
  }
  const share = (number: number): number => number / repeats;
  return { covered: share(covered), early: share(early), late: share(late), withoutLatest: share(withoutLatest) };
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
