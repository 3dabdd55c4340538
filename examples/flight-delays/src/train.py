"""Trains the late-arrival model on the flights of a span of days.

python src/train.py [--from 2013-01-01] [--to 2013-03-01] [--out models/late-arrival.joblib]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import joblib
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, SplineTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from flights import CATEGORICAL, DELAYS, FEATURES, NUMERIC, between, labelled, load_flights

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "models" / "late-arrival.joblib"
TRAIN_FROM = pd.Timestamp("2013-01-01")
TRAIN_TO = pd.Timestamp("2013-03-01")


def build_model() -> Pipeline:
    """An untrained pipeline from the feature columns to the probability of a late arrival."""
    delays = SplineTransformer(n_knots=5, degree=3, knots="quantile", extrapolation="linear")
    numbers = make_pipeline(SimpleImputer(strategy="mean"), StandardScaler())
    categories = OneHotEncoder(min_frequency=100, handle_unknown="infrequent_if_exist", sparse_output=False)
    columns = ColumnTransformer(
        [("delays", delays, DELAYS), ("numbers", numbers, NUMERIC), ("categories", categories, CATEGORICAL)]
    )
    # Newton steps end at the same optimum on every machine, to far more digits than are recorded.
    return make_pipeline(columns, LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-8, max_iter=100))


def train(flights: pd.DataFrame, start: pd.Timestamp = TRAIN_FROM, end: pd.Timestamp = TRAIN_TO) -> Pipeline:
    """Fits the model on the labelled flights from ``start`` up to the day before ``end``."""
    rows = labelled(between(flights, start, end))
    # On one thread sums are added up in the same order whatever the number of cores.
    with threadpool_limits(limits=1):
        return build_model().fit(rows[FEATURES], rows["late"])


def main() -> None:
    """Trains and saves a model."""
    parser = argparse.ArgumentParser(description="Train the late-arrival model.")
    parser.add_argument("--from", dest="start", type=pd.Timestamp, default=TRAIN_FROM, help="first day")
    parser.add_argument("--to", dest="end", type=pd.Timestamp, default=TRAIN_TO, help="day behind the last")
    parser.add_argument("--out", type=Path, default=MODEL, help="where the model goes")
    options = parser.parse_args()
    model = train(load_flights(), options.start, options.end)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, options.out)
    print(f"trained on {options.start:%Y-%m-%d} up to {options.end:%Y-%m-%d}: {options.out}")


if __name__ == "__main__":
    main()
