"""Says which flights of the hour after the next to stand by for, as the hourly job does.

    python src/score.py --date 2013-07-01 --at 14:00 [--by rule]

Prints CSV: carrier, origin, destination, hour, probability of a late arrival (empty by rule) and whether to warn.
``--by rule`` is the rollback: it needs no model.
"""

from __future__ import annotations

import argparse
import sys

import joblib
import pandas as pd

from evaluate import fixed, predict
from flights import load_flights
from policy import RULE_DELAY_MINUTES, WARN_FROM
from train import MODEL


def score(flights: pd.DataFrame, by: str) -> pd.DataFrame:
    """Adds ``probability`` and ``warn`` to flights; ``by`` is "model" or "rule"."""
    if by == "rule":
        return flights.assign(probability=float("nan"), warn=flights["carrier_delay"] >= RULE_DELAY_MINUTES)
    probability = predict(joblib.load(MODEL), flights)
    return flights.assign(probability=probability, warn=probability >= WARN_FROM)


def main() -> None:
    """Prints the list."""
    parser = argparse.ArgumentParser(description="Warn of late arrivals one to two hours ahead.")
    parser.add_argument("--date", type=pd.Timestamp, required=True, help="day in 2013")
    parser.add_argument("--at", type=pd.Timestamp, required=True, help="full hour of the prediction, e.g. 14:00")
    parser.add_argument("--by", choices=["model", "rule"], default="model", help="what decides")
    options = parser.parse_args()
    if options.by == "model" and not MODEL.exists():
        raise SystemExit("There is no model yet: python src/train.py (or go without it: --by rule)")
    flights = load_flights()
    due = flights[(flights["date"] == options.date) & (flights["hour"] == f"{options.at.hour + 1:02d}")]
    if due.empty:
        raise SystemExit(f"No flight is scheduled from {options.at.hour + 1}:00 on {options.date:%Y-%m-%d}.")
    scored = score(due, options.by)
    listed = scored[["carrier", "origin", "dest", "hour"]].assign(
        probability=scored["probability"].map(fixed, na_action="ignore"),
        warn=scored["warn"].map({True: "yes", False: "no"}),
    )
    listed.to_csv(sys.stdout, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
