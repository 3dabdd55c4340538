import type { DriftDirection } from '../series.ts';

/** A method that measures the difference between a column and its reference. */
export interface DriftMethod {
  /** As plans write it. */
  readonly id: string;
  /** The field's name of it, flavour included. */
  readonly label: string;
  /** Undefined where the score alone does not tell: only the source's own verdict does. */
  readonly direction?: DriftDirection;
}

type Entry = readonly [
  id: string,
  label: string,
  direction: DriftDirection | undefined,
  /** Other names of it; case, spaces and punctuation do not count. */
  names: readonly string[],
];

/**
 * Names of Evidently (short name, display name), of NannyML (column name, display name) and of SciPy's functions.
 * Total-Variation-Distance is a p-value in spite of its name; a percentile of text content is compared with a bootstrap
 * that no score tells.
 */
const METHODS: readonly Entry[] = [
  ['psi', 'Population stability index', 'distance', ['population_stability_index']],
  ['jensenshannon', 'Jensen-Shannon distance', 'distance', ['jensen_shannon', 'js_distance', 'js']],
  ['wasserstein', 'Wasserstein distance (normed)', 'distance', ['wasserstein_normed', 'Wasserstein distance normed']],
  ['wasserstein_raw', 'Wasserstein distance', 'distance', ['wasserstein_distance', 'earth_movers_distance', 'emd']],
  ['kl_div', 'Kullback-Leibler divergence', 'distance', ['kl_divergence', 'kullback_leibler']],
  ['hellinger', 'Hellinger distance', 'distance', []],
  ['ed', 'Energy-distance', 'distance', ['energy']],
  ['l_infinity', 'L-Infinity distance', 'distance', ['linf', 'chebyshev']],
  ['ks_statistic', 'Kolmogorov-Smirnov statistic', 'distance', ['kolmogorov_smirnov', 'ks_d', 'D statistic']],
  ['chi_square_statistic', 'Chi2 statistic', 'distance', ['chi-square statistic', 'chisquare_statistic']],
  ['domain_classifier', 'Domain classifier AUC', 'distance', ['domain_classifier_auroc', 'Domain classifier']],
  [
    'reconstruction_error',
    'Reconstruction error',
    'distance',
    ['pca_reconstruction_error', 'PCA reconstruction error'],
  ],
  ['abs_text_content_drift', 'Absolute text content drift', 'distance', []],
  ['perc_text_content_drift', 'Percentile text content drift', undefined, []],
  ['ks', 'K-S p_value', 'p-value', ['ks_2samp', 'kstest', 'ks_p_value', 'kolmogorov_smirnov p_value']],
  ['chi_square', 'chi-square p_value', 'p-value', ['chisquare', 'chi2', 'chi2_contingency', 'chi2 p_value']],
  ['z', 'Z-test p_value', 'p-value', ['z_test', 'ztest', 'proportions_ztest']],
  ['anderson', 'Anderson-Darling', 'p-value', ['anderson_ksamp']],
  ['cramer_von_mises', 'Cramer-von Mises', 'p-value', ['cvm', 'cramervonmises_2samp']],
  ['es', 'Epps-Singleton', 'p-value', ['epps_singleton_2samp']],
  ['fisher_exact', "Fisher's Exact test", 'p-value', ['fisher']],
  ['g_test', 'G-test', 'p-value', []],
  ['mannw', 'Mann-Whitney U-rank test', 'p-value', ['mannwhitneyu', 'mann_whitney', 'Mann-Whitney U']],
  ['empirical_mmd', 'Empirical maximum mean discrepancy', 'p-value', ['mmd']],
  ['t_test', 'T-test', 'p-value', ['ttest_ind', 'students_t']],
  ['tvd', 'Total-Variation-Distance', 'p-value', ['total_variation_distance']],
];

/** In exports of NannyML these short names mean the statistic, or the distance as it is, not what plans and Evidently mean. */
const IN_NANNYML: readonly (readonly [name: string, id: string])[] = [
  ['chi2', 'chi_square_statistic'],
  ['wasserstein', 'wasserstein_raw'],
];

const keyOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

const byName = new Map<string, DriftMethod>();
for (const [id, label, direction, names] of METHODS) {
  const method = { id, label, ...(direction && { direction }) };
  for (const name of [id, label, ...names]) byName.set(keyOf(name), method);
}

/**
 * The method that a plan or a source names; undefined when it is none of these.
 * @param label id, short name or display name: `ks`, `K-S p_value`, `kolmogorov_smirnov`
 * @param writer what wrote the name, where its short names differ from those of plans
 */
export function methodOf(label: string, writer?: 'nannyml'): DriftMethod | undefined {
  const key = keyOf(label);
  const id = writer && IN_NANNYML.find(([name]) => name === key)?.[1];
  return byName.get(id === undefined ? key : keyOf(id));
}
