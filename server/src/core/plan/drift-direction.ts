/** How a drift score is read: a distance grows with drift, a p-value shrinks. */
export type ScoreKind = 'distance' | 'p-value';

const NAMES: Readonly<Record<ScoreKind, string>> = {
  distance:
    'psi populationstabilityindex jensenshannon jensenshannondistance jsdistance js wasserstein wassersteindistance wassersteinnormed wassersteinraw earthmoversdistance emd kldiv kldivergence kullbackleibler hellinger hellingerdistance ed energy energydistance linfinity linf chebyshev ksstatistic kolmogorovsmirnov ksd chisquarestatistic domainclassifier reconstructionerror',
  'p-value':
    'ks ks2samp kstest kspvalue chisquare chi2 chi2contingency z ztest proportionsztest anderson andersonksamp cramervonmises cvm cramervonmises2samp es eppssingleton fisher fisherexact gtest mannw mannwhitneyu mannwhitney empiricalmmd mmd ttest ttestind tvd totalvariationdistance',
};

/** Scores that lie between 0 and 1. */
const UP_TO_ONE = new Set(
  'jensenshannon jensenshannondistance jsdistance js hellinger hellingerdistance linfinity linf chebyshev ksstatistic kolmogorovsmirnov ksd domainclassifier'.split(
    ' ',
  ),
);

const fold = (method: string): string => method.toLowerCase().replace(/[^a-z0-9]+/g, '');

const KINDS = new Map(
  (['distance', 'p-value'] as const).flatMap((kind) => NAMES[kind].split(' ').map((name) => [name, kind] as const)),
);

/** What the score of a method, as plans and Evidently name it, means; undefined for a method that is not known. */
export const scoreKind = (method: string | undefined): ScoreKind | undefined =>
  method === undefined ? undefined : KINDS.get(fold(method));

/** Whether a method's score never exceeds 1. */
export const isUpToOne = (method: string): boolean => UP_TO_ONE.has(fold(method)) || scoreKind(method) === 'p-value';
