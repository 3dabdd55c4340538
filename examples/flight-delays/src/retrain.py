"""Trains a challenger on recent flights and compares it with the champion on flights neither has seen.

    python src/retrain.py --to 2013-07-01 [--champion-to 2013-03-01] [--margin 0.005]

The challenger learns from the 60 days that end two weeks before ``--to``; the champion is trained again from its own
dates. Both are scored on the two weeks, and the verdict goes to ``reports/verdict.json``. A challenger that cannot
beat the rule without a model is never promoted. Exit status 0: promote; 1: keep the champion.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import joblib
import pandas as pd

from evaluate import RETRAINING_WINDOW, fixed, predict, quality
from flights import between, labelled, load_flights
from train import MODEL, ROOT, TRAIN_TO, train

MIN_AUC = 0.67
HOLD_OUT = pd.Timedelta(days=14)
CHALLENGER = MODEL.with_name("challenger.joblib")
VERDICT = ROOT / "reports" / "verdict.json"

Verdict = dict[str, bool | dict[str, str | float]]


def compare(flights: pd.DataFrame, end: pd.Timestamp, champion_end: pd.Timestamp, margin: float, out: Path) -> Verdict:
    """Trains the challenger into ``out`` and returns both models' metrics on the hold-out, and whether to promote."""
    split = end - HOLD_OUT
    if champion_end > split:
        raise SystemExit(f"The champion knows flights up to {champion_end:%Y-%m-%d}: --to must be 14 days later.")
    unseen = labelled(between(flights, split, end))
    if unseen.empty:
        raise SystemExit(f"There are no flights from {split:%Y-%m-%d} up to {end:%Y-%m-%d}: the data are of 2013.")
    challenger = train(flights, split - RETRAINING_WINDOW, split)
    champion = train(flights, champion_end - RETRAINING_WINDOW, champion_end)
    out.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(challenger, out)
    scores = {"champion": champion, "challenger": challenger}
    metrics = {name: quality(unseen, predict(model, unseen)) for name, model in scores.items()}
    new, old = metrics["challenger"], metrics["champion"]
    good_enough = new["auc"] >= MIN_AUC and new["avoided_cost"] >= max(0.0, new["avoided_cost_rule"])
    promote = good_enough and new["auc"] >= old["auc"] + margin
    return {
        "holdOut": {"from": f"{split:%Y-%m-%d}", "to": f"{end:%Y-%m-%d}", "flights": len(unseen)},
        **{name: {metric: float(fixed(value)) for metric, value in values.items()} for name, values in metrics.items()},
        "promote": promote,
    }


def main() -> None:
    """Prints and records the verdict, and exits with it."""
    parser = argparse.ArgumentParser(description="Train a challenger and compare it with the champion.")
    parser.add_argument("--to", dest="end", type=pd.Timestamp, required=True, help="day behind the last known flight")
    parser.add_argument("--champion-to", type=pd.Timestamp, default=TRAIN_TO, help="day behind the champion's training")
    parser.add_argument("--margin", type=float, default=0.005, help="AUC by which the challenger must be better")
    parser.add_argument("--out", type=Path, default=CHALLENGER, help="where the challenger goes")
    options = parser.parse_args()
    verdict = compare(load_flights(), options.end, options.champion_to, options.margin, options.out)
    text = json.dumps(verdict, indent=2) + "\n"
    VERDICT.write_text(text, encoding="utf-8")
    print(text, end="")
    raise SystemExit(0 if verdict["promote"] else 1)


if __name__ == "__main__":
    main()
