"""Fills a workspace of Evidently, and saves single reports, from data of known drift.

Prints what Evidently's own objects say: {"project", "runs": [{"time", "report", "scores", "numbers"}]}.
"""

import datetime
import json
import pathlib
import sys
import warnings

warnings.filterwarnings("ignore")

import numpy as np
import pandas as pd
from evidently import BinaryClassification, DataDefinition, Dataset, Report
from evidently.metrics import MeanValue, RowCount, UniqueValueCount, ValueDrift
from evidently.presets import ClassificationPreset, DataDriftPreset
from evidently.ui.workspace import Workspace

folder = pathlib.Path(sys.argv[1])
rng = np.random.default_rng(11)
definition = DataDefinition(
    numerical_columns=["age", "rate"],
    categorical_columns=["plan"],
    classification=[BinaryClassification(target="target", prediction_probas="proba")],
)


def dataset(rows, shift):
    share = min(0.8, 0.2 + 0.1 * shift)
    target = rng.integers(0, 2, rows)
    return Dataset.from_pandas(
        pd.DataFrame(
            {
                "age": rng.normal(40 + 2 * shift, 10, rows),
                "rate": rng.random(rows),
                "plan": rng.choice(["basic", "plus"], rows, p=[1 - share, share]),
                "target": target,
                "proba": np.clip(target * 0.4 + rng.random(rows) * 0.6, 0, 1),
            }
        ),
        data_definition=definition,
    )


# With more than 1,000 rows of reference Evidently chooses another method.
small, large = dataset(800, 0), dataset(3_000, 0)
workspace = Workspace.create(str(folder / "workspace"))
project = workspace.create_project("churn")
workspace.create_project("another")
(folder / "reports").mkdir()
runs = []
for index in range(6):
    when = datetime.datetime(2026, 1, 1) + datetime.timedelta(days=index)
    report = Report(
        [
            DataDriftPreset(),
            ClassificationPreset(),
            MeanValue(column="age"),
            RowCount(),
            UniqueValueCount(column="plan"),
            ValueDrift(column="age", method="psi", threshold=0.2),
        ],
        include_tests=index % 2 == 1,
        metadata={"model_version": "6" if index < 2 else "7"},
    )
    run = report.run(dataset(500, index), small if index < 3 else large, timestamp=when)
    workspace.add_run(project.id, run)
    name = f"reports/report-{when:%Y-%m-%d}.json"
    run.save_json(str(folder / name))
    told = run.dict()
    scores, numbers = [], {}
    verdicts = {
        test["metric_config"]["metric_id"]: test["status"].value if hasattr(test["status"], "value") else test["status"]
        for test in told["tests"]
        if test["id"] == "drift"
    }
    for metric in told["metrics"]:
        kind, config = metric["config"]["type"].split(":")[-1], metric["config"]
        if kind == "ValueDrift":
            scores.append(
                {
                    "column": config["column"],
                    "method": config["method"],
                    "threshold": config["threshold"],
                    "score": metric["value"],
                    "verdict": verdicts.get(metric["id"]),
                }
            )
        elif kind == "DriftedColumnsCount":
            numbers["DriftedColumnsCount.share"] = metric["value"]["share"]
            numbers["DriftedColumnsCount.count"] = metric["value"]["count"]
        elif kind in ("Accuracy", "RocAuc", "RowCount"):
            numbers[kind] = metric["value"]
        elif kind == "MeanValue":
            numbers["MeanValue(column=age)"] = metric["value"]
        elif kind == "F1ByLabel":
            numbers["F1ByLabel(label=1)"] = {str(k): v for k, v in metric["value"].items()}["1"]
        elif kind == "UniqueValueCount":
            numbers["UniqueValueCount(column=plan,label=plus).share"] = metric["value"]["shares"]["plus"]
    time = int(when.replace(tzinfo=datetime.timezone.utc).timestamp() * 1000)
    runs.append({"time": time, "report": name, "scores": scores, "numbers": numbers})

print("\n" + json.dumps({"project": str(project.id), "runs": runs}, default=float))
