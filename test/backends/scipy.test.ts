// The decay engine's arithmetic against SciPy, and its Evidently flavours against Evidently, on random data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from '../../scripts/lib/python.ts';
import { systemsPython } from '../../scripts/lib/systems/python.ts';
import { chiSquare, chiSquareFit, countCategories } from '../../server/src/core/decay/drift/chi-square.ts';
import { jensenShannon, jensenShannonOfCounts } from '../../server/src/core/decay/drift/jensen-shannon.ts';
import { kolmogorovP, ks } from '../../server/src/core/decay/drift/ks.ts';
import { psi } from '../../server/src/core/decay/drift/psi.ts';
import { wasserstein, wassersteinNormed, wassersteinOfMasses } from '../../server/src/core/decay/drift/wasserstein.ts';
import {
  chiSquareUpper,
  normalQuantile,
  normalUpper,
  studentQuantile,
  studentUpper,
} from '../../server/src/core/decay/numeric/distribution.ts';
import { sorted } from '../../server/src/core/decay/numeric/order.ts';
import { mannKendall } from '../../server/src/core/decay/trend/mann-kendall.ts';
import { theilSen } from '../../server/src/core/decay/trend/theil-sen.ts';

type Numbers = readonly number[];
type Triple = readonly [number, number, number];
interface Reference {
  readonly drift: readonly {
    readonly kind: string;
    readonly a: Numbers;
    readonly b: Numbers;
    readonly ks: readonly [statistic: number, p: number];
    readonly wasserstein: number;
    readonly evidently: Readonly<Record<string, number | null>>;
  }[];
  readonly large: { readonly a: Numbers; readonly b: Numbers; readonly ks: readonly [statistic: number, p: number] };
  readonly histograms: readonly {
    readonly a: Numbers;
    readonly b: Numbers;
    readonly values: Numbers;
    readonly base2: number;
    readonly natural: number;
    readonly wasserstein: number;
    readonly chi2: Triple;
    readonly yates: Triple;
  }[];
  readonly trends: readonly {
    readonly x: Numbers;
    readonly y: Numbers;
    readonly theilsen: Numbers;
    readonly kendall_p_without_continuity: number;
  }[];
  readonly distributions: {
    readonly normal: readonly (readonly [number, number])[];
    readonly normal_quantile: readonly (readonly [number, number])[];
    readonly kolmogorov: readonly (readonly [number, number])[];
    readonly chi_square: readonly Triple[];
    readonly student: readonly Triple[];
    readonly student_quantile: readonly Triple[];
  };
}

const python = systemsPython();
const skip = 'missing' in python && python.missing;
const reference = 'program' in python ? ask(python.program) : undefined;

function ask(program: string): Reference {
  const { status, stdout, stderr } = run(program, ['test/backends/reference.py', process.env['SEED'] ?? '20261125']);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Reference;
}

function near(actual: number | undefined, expected: number, what: string, relative = 1e-9, absolute = 1e-12): void {
  const isNear =
    actual !== undefined && Math.abs(actual - expected) <= Math.max(absolute, relative * Math.abs(expected));
  assert.ok(isNear, `${what}: ${actual} instead of ${expected}`);
}

test('distribution functions, far into the tails', { skip }, () => {
  const { normal, normal_quantile, chi_square, student, student_quantile, kolmogorov } = reference!.distributions;
  for (const [z, p] of normal) near(normalUpper(z), p, `normal ${z}`, 1e-9, 1e-300);
  for (const [q, z] of normal_quantile) near(normalQuantile(q), z, `normal quantile ${q}`);
  for (const [x, k, p] of chi_square) near(chiSquareUpper(x, k), p, `chi-square ${x}, ${k}`, 1e-8, 1e-300);
  for (const [t, k, p] of student) near(studentUpper(t, k), p, `Student's tail ${t}, ${k}`, 1e-9, 1e-300);
  for (const [q, k, t] of student_quantile) near(studentQuantile(q, k), t, `Student ${q}, ${k}`, 1e-7);
  for (const [x, p] of kolmogorov) near(kolmogorovP(x), p, `Kolmogorov ${x}`);
});

test('Kolmogorov–Smirnov and Wasserstein as SciPy', { skip }, () => {
  for (const { kind, a, b, ...expected } of reference!.drift) {
    const [was, is] = [sorted(a), sorted(b)];
    const found = ks(was, is);
    assert.ok(found);
    assert.equal(found.flavour, 'exact p');
    near(found.statistic, expected.ks[0], `D of ${kind}`);
    near(found.score, expected.ks[1], `p of ${kind}`, 1e-7, 1e-300);
    near(wasserstein(was, is)?.score, expected.wasserstein, `Wasserstein of ${kind}`);
  }
  const { a, b, ks: expected } = reference!.large;
  const found = ks(sorted(a), sorted(b));
  assert.match(found?.flavour ?? '', /limit/);
  near(found?.statistic, expected[0], 'D');
  near(found?.score, expected[1], 'p');
});

test('histograms and categories as SciPy', { skip }, () => {
  for (const { a, b, values, ...expected } of reference!.histograms) {
    near(jensenShannonOfCounts(a, b)?.score, expected.base2, 'base 2', 1e-7);
    near(jensenShannonOfCounts(a, b, { base: 'e' })?.score, expected.natural, 'base e', 1e-7);
    const masses = wassersteinOfMasses({ values, weights: a }, { values, weights: b });
    near(masses?.score, expected.wasserstein, 'Wasserstein of masses');
    for (const [yates, [statistic, p, freedom]] of [
      [false, expected.chi2],
      [true, expected.yates],
    ] as const) {
      const found = chiSquare(a, b, { yates });
      near(found?.statistic, statistic, 'chi-square');
      near(found?.score, p, 'p of chi-square', 1e-9, 1e-300);
      assert.equal(found?.freedom, freedom);
    }
  }
});

test('the Evidently flavours as Evidently', { skip }, () => {
  for (const { kind, a, b, evidently } of reference!.drift) {
    const [was, is] = [sorted(a), sorted(b)];
    near(psi(was, is, 'sturges')?.score, evidently['psi']!, `PSI of ${kind}`);
    const distance = jensenShannon(was, is, { base: 'e', binning: 'sturges' });
    near(distance?.score, evidently['jensenshannon']!, `Jensen-Shannon of ${kind}`, 1e-7);
    near(wassersteinNormed(was, is)?.score, evidently['wasserstein']!, `Wasserstein of ${kind}`);
    near(ks(was, is)?.score, evidently['ks']!, `KS of ${kind}`, 1e-7, 1e-12);
    if (evidently['chi_square'] === null) continue;
    const counted = countCategories(a.map(String), b.map(String));
    near(chiSquareFit(counted.reference, counted.current)?.score, evidently['chi_square']!, 'chi-square', 1e-9, 1e-300);
  }
});

test('Theil–Sen with its interval and Mann–Kendall as SciPy', { skip }, () => {
  for (const { x, y, theilsen, kendall_p_without_continuity } of reference!.trends) {
    const line = theilSen(x, y, 0.8);
    const [slope, intercept, low, high, joint] = theilsen as [number, number, number, number, number];
    near(line?.slope, slope, 'slope');
    near(line?.intercept, intercept, 'intercept', 1e-9, 1e-9);
    near(line?.low, low, 'low');
    near(line?.high, high, 'high');
    near(line?.interceptJoint, joint, 'joint intercept', 1e-9, 1e-9);
    // SciPy has no correction for continuity: the test's p follows from S and its variance without it.
    const { s, variance } = mannKendall(y);
    near(2 * normalUpper(Math.abs(s) / Math.sqrt(variance)), kendall_p_without_continuity, 'p of Kendall', 1e-9);
  }
});
