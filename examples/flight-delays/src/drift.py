"""Population stability index (PSI) of a column against the training period."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

SMALLEST_SHARE = 1e-4
"""An empty bin counts as this share, so that the logarithm stays finite."""


@dataclass(frozen=True)
class Profile:
    """A column of the training period in bins: deciles for numbers, one bin per value for categories."""

    column: str
    edges: NDArray[np.float64] | None
    """Inner bin edges, ascending; a value on an edge falls into the bin above. None for categories."""
    labels: list[str]
    counts: NDArray[np.integer]

    @classmethod
    def of(cls, values: pd.Series) -> Profile:
        """The profile of a column, named as the series is; missing values are left out."""
        column = str(values.name)
        values = values.dropna()
        if not pd.api.types.is_numeric_dtype(values):
            counts = values.value_counts().sort_index()
            return cls(column, None, list(counts.index), counts.to_numpy())
        edges = np.unique(np.quantile(values, np.arange(1, 10) / 10))
        bounds = ["-inf", *(f"{edge:.4f}" for edge in edges), "inf"]
        labels = [f"[{low}, {high})" for low, high in pairwise(bounds)]
        return cls(column, edges, labels, _numeric_counts(values, edges))

    def psi(self, values: pd.Series) -> float:
        """PSI of ``values`` against this profile; 0.1 and 0.25 are the usual marks for some and much drift."""
        values = values.dropna()
        if self.edges is None:
            known = values.value_counts().reindex(self.labels, fill_value=0).to_numpy()
            counts, reference = np.append(known, len(values) - known.sum()), np.append(self.counts, 0)
        else:
            counts, reference = _numeric_counts(values, self.edges), self.counts
        now, then = _shares(counts), _shares(reference)
        return float(np.sum((now - then) * np.log(now / then)))


def _numeric_counts(values: pd.Series, edges: NDArray[np.float64]) -> NDArray[np.integer]:
    return np.bincount(np.searchsorted(edges, values.to_numpy(), side="right"), minlength=len(edges) + 1)


def _shares(counts: NDArray[np.integer]) -> NDArray[np.float64]:
    return np.maximum(counts / counts.sum(), SMALLEST_SHARE)
