import { chiSquareUpper } from '../numeric/distribution.ts';
import { total } from './bins.ts';
import type { DriftScore } from './score.ts';

/**
 * Chi-square test of homogeneity: both rows come from one distribution. Categories that occur in neither do not count.
 * @param yates the continuity correction for one degree of freedom, SciPy's default
 * @returns undefined when a row is empty, they do not fit together, or a count is negative or not finite
 */
export function chiSquare(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  { yates = true }: { readonly yates?: boolean } = {},
): DriftScore | undefined {
  const rows = [Float64Array.from(reference), Float64Array.from(current)] as const;
  const sums = rows.map(total);
  const all = total(sums);
  if (rows[0].length !== rows[1].length || !sums.every((sum) => sum > 0) || !isSound(rows, all)) return undefined;
  const columns = rows[0].map((count, index) => count + (rows[1][index] ?? NaN));
  const freedom = columns.filter((count) => count > 0).length - 1;
  const corrects = yates && freedom === 1;
  let statistic = 0;
  rows.forEach((row, at) => {
    row.forEach((count, index) => {
      const expected = (columns[index] ?? NaN) * ((sums[at] ?? NaN) / all);
      const apart = Math.abs(count - expected);
      const counted = corrects ? apart - Math.min(0.5, apart) : apart;
      if (expected > 0) statistic += counted * (counted / expected);
    });
  });
  const flavour = corrects ? "homogeneity, Yates' correction" : 'homogeneity';
  return { method: 'chi_square', flavour, score: chiSquareUpper(statistic, freedom), statistic, freedom };
}

/**
 * Chi-square test of goodness of fit to the reference's shares, as Evidently computes it. It takes the reference for exact,
 * so it alarms more often than the test of homogeneity; a category that the reference lacks makes p 0.
 * @returns undefined as of `chiSquare`
 */
export function chiSquareFit(reference: ArrayLike<number>, current: ArrayLike<number>): DriftScore | undefined {
  const rows = [Float64Array.from(reference), Float64Array.from(current)] as const;
  const [was, is] = [total(rows[0]), total(rows[1])];
  if (rows[0].length !== rows[1].length || !(was > 0 && is > 0) || !isSound(rows, was + is)) return undefined;
  let [statistic, categories] = [0, 0];
  rows[1].forEach((count, index) => {
    // Adding 0 makes -0 a 0: what is divided by it has that sign.
    const expected = (rows[0][index] ?? NaN) * (is / was) + 0;
    if (expected === 0 && count === 0) return;
    categories++;
    statistic += (count - expected) * ((count - expected) / expected);
  });
  // Counts so far apart that their ratio is no number.
  if (Number.isNaN(statistic)) return undefined;
  const freedom = categories - 1;
  const flavour = 'goodness of fit to the reference';
  return { method: 'chi_square', flavour, score: chiSquareUpper(statistic, freedom), statistic, freedom };
}

const isSound = (rows: readonly Float64Array[], all: number): boolean =>
  Number.isFinite(all) && rows.every((row) => row.every((count) => count >= 0));

/** How often each category occurs in both, the most frequent of the reference first: what the tests take. */
export function countCategories(
  reference: readonly string[],
  current: readonly string[],
): { readonly categories: readonly string[]; readonly reference: number[]; readonly current: number[] } {
  const was = tally(reference);
  const is = tally(current);
  const categories = [...new Set([...was.keys(), ...is.keys()])].sort(
    (a, b) => (was.get(b) ?? 0) - (was.get(a) ?? 0) || (a < b ? -1 : 1),
  );
  return {
    categories,
    reference: categories.map((category) => was.get(category) ?? 0),
    current: categories.map((category) => is.get(category) ?? 0),
  };
}

function tally(values: readonly string[]): Map<string, number> {
  // Counted beside the map: it is asked once for each value and written once for each category.
  const places = new Map<string, number>();
  const counts: number[] = [];
  for (const value of values) {
    const place = places.get(value);
    if (place === undefined) {
      places.set(value, counts.length);
      counts.push(1);
    } else counts[place] = (counts[place] ?? 0) + 1;
  }
  for (const [value, place] of places) places.set(value, counts[place] ?? 0);
  return places;
}
