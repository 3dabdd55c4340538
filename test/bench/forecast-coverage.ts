// How often the forecast's 80 % interval holds the truth, as a table: `npx node test/bench/forecast-coverage.ts [repeats]`.
import { CELLS, coverageOf } from '../support/coverage.ts';

const repeats = Number(process.argv[2] ?? 2_000);
const percent = (share: number): string => (Number.isNaN(share) ? '–' : (share * 100).toFixed(1));
const columns = [
  'history',
  'values',
  'drop (sd)',
  'holds (%)',
  'crosses before the earliest (%)',
  'crosses after the latest (%)',
  'no latest date (%)',
  'dated (%)',
  'dates that hold (%)',
];
console.log(`| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}`);
let [all, dated, held] = [0, 0, 0];
for (const [index, cell] of CELLS.entries()) {
  const found = coverageOf(cell, repeats, 1 + index);
  const shares = [found.covered, found.early, found.late, found.withoutLatest, found.dated, found.datedCovered];
  const history = cell.shape ? `${cell.noise}, ${cell.shape}` : cell.noise;
  console.log(`| ${history} | ${cell.count} | ${cell.drop} | ${shares.map(percent).join(' | ')} |`);
  all += found.covered / CELLS.length;
  dated += found.dated;
  if (found.dated > 0) held += found.dated * found.datedCovered;
}
console.log(
  `\nAll ${CELLS.length * repeats} histories: ${percent(all)} %; of the dates that are given ${percent(held / dated)} %.`,
);
