// How often the forecast's interval holds the truth. The long version prints a table: `npx node test/bench/forecast-coverage.ts`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CELLS, coverageOf, nameOf } from '../../support/coverage.ts';

const REPEATS = 300;

function assertWithin(share: number, [low, high]: readonly [number, number], what: string): void {
  assert.ok(low <= share && share <= high, `${what}: ${(share * 100).toFixed(1)} % of the intervals hold the truth`);
}

test('four of five intervals hold the moment at which the true line crosses', (t) => {
  const cells = CELLS.map((cell, index) => ({ name: nameOf(cell), ...coverageOf(cell, REPEATS, 100 + index) }));
  for (const { name, covered, dated, datedCovered } of cells) {
    const ofDates =
      dated > 0 ? `, ${(datedCovered * 100).toFixed(0)} % of the ${(dated * 100).toFixed(0)} % dated` : '';
    t.diagnostic(`${name}: ${(covered * 100).toFixed(0)} %${ofDates}`);
  }
  const sum = (of: (cell: (typeof cells)[number]) => number): number =>
    cells.reduce((all, cell) => all + (Number.isFinite(of(cell)) ? of(cell) : 0), 0);
  const all = sum(({ covered }) => covered) / cells.length;
  const dates = sum(({ dated, datedCovered }) => dated * datedCovered) / sum(({ dated }) => dated);
  t.diagnostic(`all: ${(all * 100).toFixed(1)} %, of the dates given ${(dates * 100).toFixed(1)} %`);
  assertWithin(all, [0.72, 0.93], 'all histories');
  assertWithin(dates, [0.72, 0.93], 'all dates that are given');
  for (const { name, covered, dated, datedCovered } of cells) {
    assertWithin(covered, [0.7, 0.98], name);
    // Few histories of a cell, and those whose noise looks like a trend, are further off.
    if (dated > 0.4) assertWithin(datedCovered, [0.6, 0.97], `${name}, dated`);
  }
  const short = cells.filter(({ name }) => name.includes(' 8 values'));
  assert.ok(short.length > 0 && short.every(({ dated }) => dated === 0), 'eight values give no date');
});
