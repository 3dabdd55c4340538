import assert from 'node:assert/strict';
import { test } from 'node:test';
import { methodOf } from '../../../server/src/core/decay/drift/methods.ts';

/** Short name, display name and direction, of what Evidently 0.7 registers. */
const EVIDENTLY = [
  ['ks', 'K-S p_value', 'p-value'],
  ['chisquare', 'chi-square p_value', 'p-value'],
  ['z', 'Z-test p_value', 'p-value'],
  ['anderson', 'Anderson-Darling', 'p-value'],
  ['cramer_von_mises', 'Cramer-von Mises', 'p-value'],
  ['es', 'Epps-Singleton', 'p-value'],
  ['fisher_exact', "Fisher's Exact test", 'p-value'],
  ['g_test', 'g_test', 'p-value'],
  ['mannw', 'Mann-Whitney U-rank test', 'p-value'],
  ['empirical_mmd', 'empirical_mmd', 'p-value'],
  ['t_test', 't_test', 'p-value'],
  ['TVD', 'Total-Variation-Distance', 'p-value'],
  ['wasserstein', 'Wasserstein distance (normed)', 'distance'],
  ['jensenshannon', 'Jensen-Shannon distance', 'distance'],
  ['psi', 'PSI', 'distance'],
  ['kl_div', 'Kullback-Leibler divergence', 'distance'],
  ['hellinger', 'Hellinger distance', 'distance'],
  ['ed', 'Energy-distance', 'distance'],
  ['abs_text_content_drift', 'Absolute text content drift', 'distance'],
  ['perc_text_content_drift', 'Percentile text content drift', undefined],
] as const;

test('a method is the same by its short and by its display name', () => {
  for (const [short, display, direction] of EVIDENTLY) {
    const method = methodOf(short);
    assert.ok(method, short);
    assert.equal(methodOf(display), method, display);
    assert.equal(method.direction, direction, short);
    assert.equal(methodOf(method.id), method, method.id);
    assert.equal(methodOf(method.label), method, method.label);
  }
});

test('what plans write is an id', () => {
  for (const id of ['psi', 'ks', 'chi_square', 'wasserstein', 'jensenshannon']) assert.equal(methodOf(id)?.id, id);
});

test('NannyML writes statistics under names that mean p-values elsewhere', () => {
  assert.deepEqual([methodOf('chi2')?.id, methodOf('chi2')?.direction], ['chi_square', 'p-value']);
  assert.deepEqual(
    ['chi2', 'Chi2 statistic', 'wasserstein', 'jensen_shannon', 'kolmogorov_smirnov', 'l_infinity'].map((name) => {
      const method = methodOf(name, 'nannyml');
      return [method?.id, method?.direction];
    }),
    [
      ['chi_square_statistic', 'distance'],
      ['chi_square_statistic', 'distance'],
      ['wasserstein_raw', 'distance'],
      ['jensenshannon', 'distance'],
      ['ks_statistic', 'distance'],
      ['l_infinity', 'distance'],
    ],
  );
});

test('an unknown method has no direction to guess', () => {
  for (const name of ['', 'our_own', 'constructor', '__proto__', '…']) assert.equal(methodOf(name), undefined);
});
