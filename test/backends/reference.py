"""Random data, and what SciPy and Evidently say of it, as JSON: the seed is the only argument."""

import json
import sys
import warnings

import numpy as np
import pandas as pd
import pandas.core.dtypes.common as pandas_common

# Evidently imports a name that pandas 3 no longer has, for checks that are not used here.
if not hasattr(pandas_common, "infer_dtype_from_object"):
    pandas_common.infer_dtype_from_object = None

from evidently.legacy.calculations.stattests.chisquare_stattest import chi_stat_test
from evidently.legacy.calculations.stattests.jensenshannon import jensenshannon_stat_test
from evidently.legacy.calculations.stattests.ks_stattest import ks_stat_test
from evidently.legacy.calculations.stattests.psi import psi_stat_test
from evidently.legacy.calculations.stattests.wasserstein_distance_norm import wasserstein_stat_test
from evidently.legacy.core import ColumnType
from scipy import stats
from scipy.spatial.distance import jensenshannon

warnings.simplefilter("ignore")
rng = np.random.default_rng(int(sys.argv[1]))


def numbers(values):
    return [float(value) for value in values]


def pair(kind):
    n, m = (int(size) for size in rng.integers(5, 900, 2))
    if kind == "normal":
        return rng.normal(0, 1, n), rng.normal(rng.normal(), rng.uniform(0.5, 2), m)
    if kind == "tied":
        return np.round(rng.normal(0, 2, n), 1), np.round(rng.normal(0.5, 2, m), 1)
    if kind == "few":
        return rng.integers(0, 6, n).astype(float), rng.integers(0, 8, m).astype(float)
    return rng.lognormal(0, 2, n), rng.lognormal(0.3, 2, m)


def drift(kind):
    a, b = pair(kind)
    exact = stats.ks_2samp(a, b, method="exact")
    first, second = pd.Series(a), pd.Series(b)

    def evidently(test, feature=ColumnType.Numerical):
        return float(test.func(first, second, feature, 0.1)[0])

    return {
        "kind": kind,
        "a": numbers(a),
        "b": numbers(b),
        "ks": [float(exact.statistic), float(exact.pvalue)],
        "wasserstein": float(stats.wasserstein_distance(a, b)),
        "evidently": {
            "psi": evidently(psi_stat_test),
            "jensenshannon": evidently(jensenshannon_stat_test),
            "wasserstein": evidently(wasserstein_stat_test),
            "ks": evidently(ks_stat_test),
            "chi_square": evidently(chi_stat_test, ColumnType.Categorical) if kind == "few" else None,
        },
    }


def large():
    """Too many rows for the exact p."""
    a, b = rng.normal(0, 1, 3000), rng.normal(0.02, 1.05, 2500)
    found = stats.ks_2samp(a, b)
    limit = stats.kstwobign.sf(found.statistic * np.sqrt(3000 * 2500 / 5500))
    return {"a": numbers(a), "b": numbers(b), "ks": [float(found.statistic), float(limit)]}


def histogram():
    size = int(rng.integers(2, 12))
    a, b = rng.integers(0, 60, size) + (np.arange(size) == 0), rng.integers(0, 60, size) + (np.arange(size) == 1)
    keep = (a + b) > 0
    table = np.array([a[keep], b[keep]])
    values = numbers(rng.normal(0, 3, size))
    result = {
        "a": numbers(a),
        "b": numbers(b),
        "values": values,
        "base2": float(jensenshannon(a, b, 2)),
        "natural": float(jensenshannon(a, b)),
        "wasserstein": float(stats.wasserstein_distance(values, values, a, b)),
    }
    for name, correction in (("chi2", False), ("yates", True)):
        found = stats.chi2_contingency(table, correction=correction)
        result[name] = [float(found.statistic), float(found.pvalue), int(found.dof)]
    return result


def trend(ties):
    n = int(rng.integers(8, 200))
    x = np.sort(rng.choice(np.arange(3 * n), n, replace=False)).astype(float)
    y = rng.normal(0, 1, n) + rng.normal(0, 0.05) * x
    if ties:
        y = np.round(y, 0)
        x = np.floor(x / 2)
    line = stats.theilslopes(y, x, 0.8)
    joint = stats.theilslopes(y, x, 0.8, method="joint")
    tau = stats.kendalltau(np.arange(n), y, method="asymptotic")
    return {
        "x": numbers(x),
        "y": numbers(y),
        "theilsen": [float(v) for v in (line.slope, line.intercept, line.low_slope, line.high_slope, joint.intercept)],
        "kendall_p_without_continuity": float(tau.pvalue),
    }


def distributions():
    z = numbers(np.concatenate([rng.normal(0, 3, 40), [0, -38, 38, 1e-9]]))
    chi = [[float(x), float(k)] for x, k in zip(rng.exponential(20, 60), rng.choice([1, 2, 3, 9, 40, 400, 20000], 60))]
    chi += [[x * k, float(k)] for k in (1, 5, 1000, 100000) for x in (0.5, 0.99, 1.01, 1.2)]
    share = numbers(rng.uniform(0.001, 0.999, 40))
    student = [[q, float(v)] for q, v in zip(share, rng.choice([1.5, 2, 3.7, 10, 98.5, 5000, 2e7], 40))]
    tails = [[float(x), float(v)] for x, v in zip(rng.normal(0, 4, 40), rng.choice([1, 1.5, 3.7, 10, 98.5, 5000, 2e7], 40))]
    tails += [[40.0, 12.0], [-40.0, 12.0], [0.0, 3.0], [200.0, 1.5], [30.0, 400.0]]
    return {
        "normal": [[v, float(stats.norm.sf(v))] for v in z],
        "chi_square": [[x, k, float(stats.chi2.sf(x, k))] for x, k in chi],
        "normal_quantile": [[q, float(stats.norm.ppf(q))] for q in share],
        "student": [[x, v, float(stats.t.sf(x, v))] for x, v in tails],
        "student_quantile": [[q, v, float(stats.t.ppf(q, v))] for q, v in student],
        "kolmogorov": [[float(x), float(stats.kstwobign.sf(x))] for x in rng.uniform(0.15, 4, 30)],
    }


print(
    json.dumps(
        {
            "drift": [drift(kind) for kind in ("normal", "tied", "few", "heavy") for _ in range(12)],
            "large": large(),
            "histograms": [histogram() for _ in range(40)],
            "trends": [trend(index % 2 == 1) for index in range(40)],
            "distributions": distributions(),
        }
    )
)
