"""Replays 2013 behind the training period and records how the model did.

    python src/evaluate.py

Writes ``metrics/history.csv`` (a point per week), ``reports/monthly.csv`` (the same by month, beside a model that is
retrained every month and the rule without a model) and ``reference/profile.csv`` (what drift is measured against).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits

from drift import Profile
from flights import FEATURES, between, labelled, load_flights
from policy import RULE_DELAY_MINUTES, WARN_FROM, avoided_cost
from train import MODEL, ROOT, TRAIN_FROM, TRAIN_TO, train

VERSION = "1"
FIRST_WEEK = pd.Timestamp("2013-03-04")
"""The first Monday behind the training period."""
LAST_DAY = pd.Timestamp("2013-12-30")
"""Day behind the last whole week of the data."""
RETRAINING_WINDOW = pd.Timedelta(days=60)

Row = dict[str, str | int]


def predict(model: Pipeline, flights: pd.DataFrame) -> NDArray[np.float64]:
    """Probability of a late arrival, of shape (flights,).

    Rounded, so that flights with equal features tie on every machine, whatever the last bits of a matrix product.
    """
    with threadpool_limits(limits=1):
        return np.round(model.predict_proba(flights[FEATURES])[:, 1], 9)


def quality(flights: pd.DataFrame, scores: NDArray[np.float64]) -> dict[str, float]:
    """Metrics of ``scores`` on labelled flights."""
    late = flights["late"].to_numpy()
    by_rule = flights["carrier_delay"].to_numpy() >= RULE_DELAY_MINUTES
    return {
        "auc": float(roc_auc_score(late, scores)),
        "log_loss": float(log_loss(late, scores)),
        "brier_score": float(brier_score_loss(late, scores)),
        "late_rate": float(late.mean()),
        "mean_prediction": float(scores.mean()),
        "avoided_cost": avoided_cost(late, scores >= WARN_FROM),
        "avoided_cost_rule": avoided_cost(late, by_rule),
    }


def history(model: Pipeline, flights: pd.DataFrame) -> Iterator[Row]:
    """A row per week, metric and, for drift, column; the timestamp is the end of the week."""
    profiles = profiles_of(model, between(flights, TRAIN_FROM, TRAIN_TO))
    for start in pd.date_range(FIRST_WEEK, LAST_DAY, freq="7D", inclusive="left"):
        end = start + pd.Timedelta(days=7)
        scored = between(flights, start, end)
        scored = scored.assign(prediction=predict(model, scored))
        known = labelled(scored)

        def point(metric: str, value: str | int, n: int, column: str = "", at: pd.Timestamp = end) -> Row:
            stamp = f"{at:%Y-%m-%dT%H:%M:%SZ}"
            row: Row = {"timestamp": stamp, "model_version": VERSION, "metric": metric, "column": column}
            return row | {"value": value, "n": n}

        for metric, value in quality(known, known["prediction"].to_numpy()).items():
            yield point(metric, fixed(value), len(known))
        yield point("label_rate", fixed(len(known) / len(scored)), len(scored))
        yield point("weather_missing", fixed(float(scored["wind_speed"].isna().mean())), len(scored))
        yield point("flights_scored", len(scored), len(scored))
        for profile in profiles:
            yield point("psi", fixed(profile.psi(scored[profile.column])), len(scored), profile.column)


def monthly(model: Pipeline, flights: pd.DataFrame) -> Iterator[Row]:
    """A row per calendar month: this model, one retrained on the 60 days before the month, and the rule."""
    for start in pd.date_range(TRAIN_TO, LAST_DAY, freq="MS"):
        known = labelled(between(flights, start, start + pd.offsets.MonthBegin(1)))
        kept = quality(known, predict(model, known))
        retrained = quality(known, predict(train(flights, start - RETRAINING_WINDOW, start), known))
        row: Row = {"month": f"{start:%Y-%m}", "flights": len(known)}
        row |= {name: fixed(kept[name]) for name in ("late_rate", "mean_prediction")}
        for name in ("auc", "log_loss", "avoided_cost"):
            row |= {name: fixed(kept[name]), f"{name}_retrained": fixed(retrained[name])}
        yield row | {"avoided_cost_rule": fixed(kept["avoided_cost_rule"])}


def profiles_of(model: Pipeline, reference: pd.DataFrame) -> list[Profile]:
    """Profiles of every feature and of the prediction itself over the training period."""
    with_score = reference.assign(prediction=predict(model, reference))
    return [Profile.of(with_score[column]) for column in [*FEATURES, "prediction"]]


def profile_rows(profiles: Iterable[Profile]) -> Iterator[Row]:
    """A row per bin: how many flights of the training period fell into it."""
    for profile in profiles:
        for label, count in zip(profile.labels, profile.counts, strict=True):
            yield {"column": profile.column, "bin": label, "count": int(count)}


def fixed(value: float) -> str:
    """Four decimals, never a negative zero."""
    return f"{round(value, 4) + 0.0:.4f}"


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    """Writes rows that all have the same columns."""
    written = list(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(written[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(written)


def main() -> None:
    """Records the three files."""
    if not MODEL.exists():
        raise SystemExit("There is no model yet: python src/train.py")
    model = joblib.load(MODEL)
    flights = load_flights()
    write_csv(ROOT / "metrics" / "history.csv", history(model, flights))
    write_csv(ROOT / "reports" / "monthly.csv", monthly(model, flights))
    profiles = profiles_of(model, between(flights, TRAIN_FROM, TRAIN_TO))
    write_csv(ROOT / "reference" / "profile.csv", profile_rows(profiles))


if __name__ == "__main__":
    main()
