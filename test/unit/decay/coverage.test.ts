import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CELLS, coverageOf } from '../../support/coverage.ts';

/** The forecast gives no date for shorter histories. */
const cells = CELLS.filter(({ count }) => count >= 12);

test('the 80 % interval of the forecast holds the true crossing in 0.72 to 0.93 of simulated histories', (t) => {
  const shares = cells.map((cell, index) => {
    const { covered } = coverageOf(cell, 400, 100 + index);
    const name = `${cell.noise}${cell.shape ? `, ${cell.shape}` : ''}, ${cell.count} values, falling ${cell.drop} sd`;
    assert.ok(covered >= 0.72 && covered <= 0.93, `${name}: ${covered}`);
    return covered;
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  t.diagnostic(`all kinds together: ${mean.toFixed(3)}`);
  assert.ok(mean > 0.78 && mean < 0.9, String(mean));
});
