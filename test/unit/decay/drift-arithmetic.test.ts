// What holds for the drift of any two samples, however hostile; SciPy's and Evidently's figures: test/backends/scipy.test.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chiSquare, chiSquareFit } from '../../../server/src/core/decay/drift/chi-square.ts';
import { jensenShannon, jensenShannonOfCounts } from '../../../server/src/core/decay/drift/jensen-shannon.ts';
import { ks } from '../../../server/src/core/decay/drift/ks.ts';
import { psi, psiOfCounts } from '../../../server/src/core/decay/drift/psi.ts';
import type { DriftScore } from '../../../server/src/core/decay/drift/score.ts';
import {
  wasserstein,
  wassersteinNormed,
  wassersteinOfMasses,
} from '../../../server/src/core/decay/drift/wasserstein.ts';
import { sorted, type Sorted } from '../../../server/src/core/decay/numeric/order.ts';
import { randomOf } from '../../support/noise.ts';

const OF_SAMPLES: Readonly<Record<string, (a: Sorted, b: Sorted) => DriftScore | undefined>> = {
  ks,
  psi,
  'psi, sturges': (a, b) => psi(a, b, 'sturges'),
  jensenShannon,
  'jensenShannon, e, sturges': (a, b) => jensenShannon(a, b, { base: 'e', binning: 'sturges' }),
  wasserstein,
  wassersteinNormed,
};
const OF_COUNTS: Readonly<Record<string, (a: number[], b: number[]) => DriftScore | undefined>> = {
  psiOfCounts,
  jensenShannonOfCounts,
  chiSquare,
  'chiSquare, uncorrected': (a, b) => chiSquare(a, b, { yates: false }),
  chiSquareFit,
  wassersteinOfMasses: (a, b) =>
    wassersteinOfMasses({ values: [...a.keys()], weights: a }, { values: [...b.keys()], weights: b }),
};

const hostile = fc.oneof(
  fc.constantFrom(0, -0, 5e-324, -5e-324, 1e-310, 1e308, -1e308, Number.MAX_VALUE, -Number.MAX_VALUE),
  fc.constantFrom(NaN, Infinity, -Infinity, 1, 2, 3),
  fc.double(),
);
const sample = fc.array(hostile, { maxLength: 80, size: 'max' });

/** No score is negative or no number; the Infinity of a category that the reference lacks is a statistic only. */
function assertScore(score: DriftScore | undefined, what: string): void {
  if (!score) return;
  assert.ok(score.score >= 0 && score.score < Infinity, `${what} is ${score.score}`);
  assert.ok(score.statistic === undefined || score.statistic >= 0, `statistic of ${what} is ${score.statistic}`);
  assert.ok(score.flavour.length > 0);
}

test('hostile samples have a score or none, never an exception', () => {
  fc.assert(
    fc.property(sample, sample, (a, b) => {
      const [was, is] = [sorted(a), sorted(b)];
      for (const [name, score] of Object.entries(OF_SAMPLES)) {
        const found = score(was, is);
        assertScore(found, name);
        if (was.length === 0 || is.length === 0) assert.equal(found, undefined, name);
        // Order does not count, nor do values that are none.
        assert.deepEqual(score(sorted([NaN, ...a.toReversed()]), sorted(b.toReversed())), found, name);
      }
    }),
    { numRuns: 400 },
  );
});

test('hostile counts have a score or none, never an exception', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 12 }), fc.array(hostile, { maxLength: 12 }), (a, b) => {
      for (const [name, score] of Object.entries(OF_COUNTS)) {
        assertScore(score(a, b), name);
        const [was, is] = [a.map(Math.abs), b.map(Math.abs).slice(0, a.length)];
        assertScore(score(was, is), name);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a sample has not drifted from itself', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 }), (a) => {
      const own = sorted(a);
      for (const [name, score] of Object.entries(OF_SAMPLES))
        assert.equal(score(own, own)?.score, name === 'ks' ? 1 : 0);
    }),
  );
});

test('distances and p-values do not depend on the unit; the raw Wasserstein distance does', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 10 }), (seed, power) => {
      const random = randomOf(seed);
      const [a, b] = [random.noise('t3', 300), random.noise('normal', 200)];
      const scale = 2 ** power;
      const [was, is, wasToo, isToo] = [a, b, a.map((x) => x * scale), b.map((x) => x * scale)].map(sorted) as [
        Sorted,
        Sorted,
        Sorted,
        Sorted,
      ];
      for (const [name, score] of Object.entries(OF_SAMPLES)) {
        const [one, other] = [score(was, is)?.score ?? NaN, score(wasToo, isToo)?.score ?? NaN];
        const expected = name === 'wasserstein' ? one * scale : one;
        assert.ok(Math.abs(other - expected) <= 1e-9 * Math.max(1, expected), name);
      }
    }),
    { numRuns: 50 },
  );
});
