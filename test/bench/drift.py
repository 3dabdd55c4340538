"""How long SciPy and numpy need for drift arithmetic.

Answers each line on standard input, the name of a method, with milliseconds and the result.
"""

import sys
import time

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial.distance import jensenshannon

a, b = (np.fromfile(path) for path in sys.argv[1:3])
words = [pd.Series([f"category {code}" for code in np.fromfile(path, dtype=np.int32)]) for path in sys.argv[3:5]]


def shares(values, edges):
    return np.histogram(values, edges)[0] / len(values)


def both():
    """Shares in ten quantiles of the reference, open at both ends."""
    edges = np.quantile(a, np.arange(0.1, 0.95, 0.1))
    edges = np.concatenate([[-np.inf], edges, [np.inf]])
    return shares(a, edges), shares(b, edges)


def psi():
    was, is_ = both()
    return np.sum((was - is_) * np.log(was / is_))


def chi_square():
    table = pd.concat([column.value_counts() for column in words], axis=1).fillna(0)
    return stats.chi2_contingency(table.to_numpy().T).pvalue


METHODS = {
    "ks": lambda: stats.ks_2samp(a, b, method="asymp").statistic,
    "psi": psi,
    "jensenshannon": lambda: jensenshannon(*both(), base=2),
    "wasserstein": lambda: stats.wasserstein_distance(a, b) / max(np.std(a), 0.001),
    "chi_square": chi_square,
    # One sort each would do for all four: SciPy's functions take no sorted values.
    "all": lambda: [METHODS[name]() for name in ("ks", "psi", "jensenshannon", "wasserstein")][3],
}

for line in sys.stdin:
    started = time.perf_counter()
    result = METHODS[line.strip()]()
    print(f"{(time.perf_counter() - started) * 1000:.3f} {float(result)!r}", flush=True)
