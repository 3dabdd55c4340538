"""Compares current data with the reference of a production plan, column by column, with Evidently 0.7 or later.

    python <this file> --reference reference.parquet --current current.parquet

Files are Parquet, CSV or JSON Lines. --output DIR keeps the report as JSON, --upload sends it to the Evidently server that the
plan names. Exit codes: 0 nothing drifts, 1 a column is at or beyond its critical line, or the data set drifts, 2 the data
cannot be compared.
"""

import argparse
import datetime
import pathlib
import sys

import pandas as pd
from evidently import Dataset, Report
from evidently.metrics import ValueDrift

# What the production plan says.
PLAN = "weld-inspection"
PLAN_FILE = "production-plan.yaml"
REFERENCE = {
    "from": "2026-08-01",
    "to": "2026-10-01",
}
COLUMNS = [
    {
        "column": "brightness",
        "method": "wasserstein",
        "rises": True,
        "warning": 0.1,
        "critical": 0.3,
    },
    {
        "column": "sharpness",
        "method": "wasserstein",
        "rises": True,
        "warning": 0.1,
        "critical": 0.3,
    },
    {
        "column": "camera",
        "method": "jensenshannon",
        "rises": True,
        "warning": 0.1,
        "critical": 0.2,
    },
    {
        "column": "prediction",
        "method": "jensenshannon",
        "rises": True,
        "warning": 0.1,
        "critical": 0.2,
    },
]
SHARE = 0.4
SERVER = {
    "url": "https://evidently.example.com",
    "project": "weld-inspection",
}


def read(path: str) -> pd.DataFrame:
    """The table in a file, by the ending of its name."""
    readers = {".parquet": pd.read_parquet, ".csv": pd.read_csv}
    ending = pathlib.Path(path).suffix.lower()
    if ending in (".jsonl", ".ndjson"):
        return pd.read_json(path, lines=True)
    if ending not in readers:
        raise ValueError(f"{path} is no .parquet, .csv or .jsonl")
    return readers[ending](path)


def line_of(column: dict) -> float:
    """From where on a column drifts: its critical line, else the one of warning."""
    return column["critical"] if column["critical"] is not None else column["warning"]


def is_beyond(score: float, line: float | None, rises: bool) -> bool:
    """A distance rises with drift, a p-value falls. Both are compared as the plan's alerts compare them."""
    return line is not None and (score >= line if rises else score <= line)


def compare(reference: pd.DataFrame, current: pd.DataFrame):
    """The report of Evidently, and the score of each column of the plan."""
    report = Report(
        [ValueDrift(column=one["column"], method=one["method"], threshold=line_of(one)) for one in COLUMNS],
        metadata={"production_plan": PLAN},
    )
    run = report.run(Dataset.from_pandas(current), Dataset.from_pandas(reference))
    scores = {}
    for metric in run.dict()["metrics"]:
        scores[metric["config"]["column"]] = float(metric["value"])
    return run, scores


def upload(run) -> None:
    """Adds the report to the project of the plan's Evidently server."""
    from evidently.ui.workspace import RemoteWorkspace

    workspace = RemoteWorkspace(SERVER["url"])
    projects = [one for one in workspace.list_projects() if SERVER["project"] in (one.name, str(one.id))]
    if len(projects) != 1:
        raise ValueError(f"{len(projects)} projects of the server are named {SERVER['project']}")
    workspace.add_run(projects[0].id, run)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", required=True)
    parser.add_argument("--current", required=True)
    parser.add_argument("--output", help="folder that the report is written into")
    parser.add_argument("--upload", action="store_true", help="send the report to the plan's Evidently server")
    given = parser.parse_args()
    if given.upload and SERVER is None:
        parser.error("the plan names no Evidently server, or more than one")
    try:
        reference, current = read(given.reference), read(given.current)
    except (OSError, ValueError) as error:
        print(f"The data cannot be read: {error}", file=sys.stderr)
        return 2
    for where, data in (("reference", reference), ("current", current)):
        missing = [one["column"] for one in COLUMNS if one["column"] not in data.columns]
        if missing or data.empty:
            print(f"The {where} data lack {', '.join(missing) or 'rows'}.", file=sys.stderr)
            return 2
    run, scores = compare(reference, current)
    worst = 0
    drifted = 0
    for one in COLUMNS:
        score = scores[one["column"]]
        critical = is_beyond(score, one["critical"], one["rises"])
        warning = critical or is_beyond(score, one["warning"], one["rises"])
        drifted += is_beyond(score, line_of(one), one["rises"])
        worst = max(worst, 1 if critical else 0)
        level = "critical" if critical else "warning" if warning else "ok"
        print(f"{one['column']}\t{one['method']}\t{score:.6g}\t{level}")
    if SHARE is not None and drifted / len(COLUMNS) >= SHARE:
        print(f"{drifted} of {len(COLUMNS)} columns drift: the data set does.")
        worst = 1
    if given.output:
        folder = pathlib.Path(given.output)
        folder.mkdir(parents=True, exist_ok=True)
        run.save_json(str(folder / f"report-{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%dT%H%M%S}.json"))
    if given.upload:
        upload(run)
    return worst


if __name__ == "__main__":
    sys.exit(main())
