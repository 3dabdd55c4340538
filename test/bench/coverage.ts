// How often the forecast's 80 % interval holds the truth, as a table: `npx node test/bench/coverage.ts [repeats]`.
import { CELLS, coverageOf } from '../support/coverage.ts';

const repeats = Number(process.argv[2] ?? 2_000);
const percent = (share: number): string => (share * 100).toFixed(1);
console.log(
  '| history | values | drop (sd) | holds (%) | crossed before earliest (%) | crossed after latest (%) | no latest date (%) |',
);
console.log('|---|---|---|---|---|---|---|');
for (const [index, cell] of CELLS.entries()) {
  const { covered, early, late, withoutLatest } = coverageOf(cell, repeats, 1 + index);
  const history = cell.shape ? `${cell.noise}, ${cell.shape}` : cell.noise;
  const shares = [covered, early, late, withoutLatest].map(percent).join(' | ');
  console.log(`| ${history} | ${cell.count} | ${cell.drop} | ${shares} |`);
}
