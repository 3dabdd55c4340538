"""Fills an MLflow server or store with known values, and tells what MLflow's own client reads of it.

mlflow_client.py fill|read|stream <tracking uri> [seconds]
"""

import json
import logging
import math
import random
import sys
import time

from mlflow import MlflowClient
from mlflow.entities import Metric, ViewType

logging.disable(logging.WARNING)

WEEK = 7 * 86_400_000
START = 1_735_689_600_000  # 2025-01-01
MODEL = "churn"
MONITORING = "churn monitoring"


def fill(client):
    noise = random.Random(7)
    training = client.create_experiment("churn training")
    client.create_registered_model(MODEL)
    for number in range(1, 5):
        began = START + (number - 2) * 10 * WEEK
        tags = {"mlflow.source.name": f"src/train_{number}.py", "mlflow.source.git.commit": f"{number:040x}"}
        run = client.create_run(training, start_time=began, tags=tags, run_name=f"training {number}")
        client.log_metric(run.info.run_id, "auc", 0.9 + number / 100, timestamp=began + 1000)
        # Logged in no order: the value of the greatest step is the last one.
        client.log_metric(run.info.run_id, "f1", 0.7 + number / 100, timestamp=began + 900, step=2)
        client.log_metric(run.info.run_id, "f1", 0.1, timestamp=began + 1000, step=1)
        client.log_metric(run.info.run_id, "gap", math.nan, timestamp=began + 1000)
        client.log_param(run.info.run_id, "depth", "x" * 500)
        client.set_terminated(run.info.run_id, end_time=began + 3_600_000)
        client.create_model_version(MODEL, source=run.info.artifact_uri, run_id=run.info.run_id)
    client.delete_model_version(MODEL, "2")
    client.set_registered_model_alias(MODEL, "champion", "3")
    client.set_registered_model_alias(MODEL, "shadow", "1")
    client.set_registered_model_alias(MODEL, "before", "1")

    monitoring = client.create_experiment(MONITORING)
    # A run for each evaluation, logged in no order; of the weeks 10 and 11 there are two.
    weeks = [*range(30), 10, 11]
    noise.shuffle(weeks)
    for week in weeks:
        at = START + week * WEEK
        tags = {"model_version": "1" if week < 15 else "3"}
        run = client.create_run(monitoring, start_time=at + 60_000 + noise.randrange(1000), tags=tags)
        drift = 0.01 * week
        values = {
            "auc": 0.93 - 0.002 * week + noise.gauss(0, 0.002),
            "psi/age": drift,
            "drift/ks/income": math.exp(-week),
            "jensenshannon.region": drift / 2,
            "share of missing: all": math.nan if week % 7 == 0 else 0.01,
            "ratio": math.inf if week % 10 == 0 else -math.inf if week % 10 == 5 else 0.5,
        }
        client.log_batch(run.info.run_id, [Metric(key, value, at, 0) for key, value in values.items()])
        client.set_terminated(run.info.run_id, end_time=at + 120_000)
    # One long run, step always 0; and one that counts its steps, with several values of one time.
    stream(client, monitoring, "latency", 1300, lambda index: 0, running=True)
    stream(client, monitoring, "throughput", 700, lambda index: index, repeat=3)
    deleted = client.create_run(monitoring, start_time=START)
    client.log_metric(deleted.info.run_id, "auc", 0.1, timestamp=START + 5)
    client.delete_run(deleted.info.run_id)
    return {"monitoring": monitoring, "training": training}


def stream(client, experiment, key, count, step, repeat=1, running=False):
    noise = random.Random(key)
    run = client.create_run(experiment, start_time=START, run_name=f"stream of {key}")
    metrics = [
        Metric(key, noise.lognormvariate(3, 1), START + index // repeat * 3_600_000, step(index))
        for index in range(count)
    ]
    for start in range(0, count, 500):
        client.log_batch(run.info.run_id, metrics[start : start + 500])
    if not running:
        client.set_terminated(run.info.run_id)
    return run.info.run_id


def read(client):
    """All series as MLflow's client tells them, and the registry."""
    experiment = client.get_experiment_by_name(MONITORING)
    runs, token = [], None
    while True:
        page = client.search_runs([experiment.experiment_id], run_view_type=ViewType.ACTIVE_ONLY, page_token=token)
        runs.extend(page)
        token = page.token
        if not token:
            break
    series, not_finite = {}, {}
    for run in sorted(runs, key=lambda run: (run.info.start_time, run.info.run_id)):
        for key in run.data.metrics:
            history = client.get_metric_history(run.info.run_id, key)
            for metric in sorted(history, key=lambda m: (m.timestamp, m.step, m.value)):
                # The SQL store gives the largest float for an infinite value.
                if not math.isfinite(metric.value) or abs(metric.value) == sys.float_info.max:
                    not_finite[key] = not_finite.get(key, 0) + 1
                else:
                    series.setdefault(key, {})[metric.timestamp] = metric.value
    model = client.get_registered_model(MODEL)
    versions = []
    for version in client.search_model_versions(f"name='{MODEL}'"):
        run = client.get_run(version.run_id)
        versions.append(
            {
                "version": str(version.version),
                "created": version.creation_timestamp,
                "aliases": sorted(a for a, of in model.aliases.items() if str(of) == str(version.version)),
                "runId": version.run_id,
                "ended": run.info.end_time,
                "sourceName": run.data.tags["mlflow.source.name"],
                "commit": run.data.tags["mlflow.source.git.commit"],
                "metrics": {key: value for key, value in run.data.metrics.items() if math.isfinite(value)},
            }
        )
    versions.sort(key=lambda version: -int(version["version"]))
    return {
        "series": {key: sorted(values.items()) for key, values in series.items()},
        "notFinite": not_finite,
        "versions": versions,
        "experiment": experiment.experiment_id,
    }


def keep_writing(client, seconds):
    """Logs value after value; the value is its own number."""
    experiment = client.create_experiment("live")
    run = client.create_run(experiment, start_time=START)
    until, count = time.time() + seconds, 0
    while time.time() < until:
        client.log_metric(run.info.run_id, "live", count, timestamp=START + count * 1000)
        count += 1
    return count


def main():
    command, uri = sys.argv[1:3]
    client = MlflowClient(uri)
    answer = {
        "fill": fill,
        "read": read,
        "stream": lambda client: keep_writing(client, float(sys.argv[3])),
    }[command](client)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
