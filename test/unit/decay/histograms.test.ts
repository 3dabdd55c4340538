import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ks, ksOfCounts } from '../../../server/src/core/decay/drift/ks.ts';
import { sorted } from '../../../server/src/core/decay/numeric/order.ts';
import { atCentres, wassersteinNormedOfMasses } from '../../../server/src/core/decay/drift/wasserstein.ts';

test('from bins, D is at most what the samples give, and equal where no bin mixes the two', () => {
  const [reference, current] = [sorted([1, 2, 3, 4, 5, 6]), sorted([4, 5, 6, 7, 8, 9])] as const;
  const whole = ks(reference, current);
  const bins = ksOfCounts([1, 1, 1, 1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1, 1, 1, 1]);
  assert.ok(whole?.statistic !== undefined && bins?.statistic !== undefined);
  assert.ok(Math.abs(bins.statistic - whole.statistic) < 1e-12);
  const coarse = ksOfCounts([3, 3, 0], [0, 3, 3]);
  assert.ok((coarse?.statistic ?? 1) <= whole.statistic + 1e-12);
  assert.equal(ksOfCounts([], []), undefined);
  assert.equal(ksOfCounts([1, 2], [1, 2, 3]), undefined);
});

test('a histogram moved by one bin is one bin away, over the spread of the reference', () => {
  const edges = [0, 1, 2, 3, 4];
  const moved = wassersteinNormedOfMasses(atCentres(edges, [1, 1, 0, 0]), atCentres(edges, [0, 1, 1, 0]));
  // Masses at 0.5 and 1.5: a standard deviation of 0.5.
  assert.ok(Math.abs((moved?.score ?? 0) - 2) < 1e-12);
  const same = wassersteinNormedOfMasses(atCentres(edges, [1, 2, 3, 4]), atCentres(edges, [2, 4, 6, 8]));
  assert.ok(Math.abs(same?.score ?? 1) < 1e-12);
});
