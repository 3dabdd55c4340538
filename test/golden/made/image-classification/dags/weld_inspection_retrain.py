"""Trains the model of a production plan again: train, validate, promote, verify, and go back when that fails. For Airflow 3."""

import datetime
import os
import pathlib
import subprocess
import sys
import tempfile

from airflow.sdk import dag, task

# What the production plan says.
PLAN = "weld-inspection"
PLAN_FILE = "production-plan.yaml"
DAG_ID = "weld-inspection-retrain"
OWNER = "group:default/vision-quality"
SCHEDULE = None
TRIGGERS = [
    "WeldRecallFalling",
    "WeldBrightnessDrift",
    "WeldSharpnessDrift",
]
DEPTH = 1
TRAINING_CODE = "training/train.py"
GATE = "retraining/weld_inspection_gate.py"
VERSIONS = "mlflow/weld_inspection_versions.py"
TRACKING_URI = "https://mlflow.example.com"


ROOT = pathlib.Path(__file__).resolve().parents[DEPTH]


def run(*words: str, **more: str) -> None:
    """Runs a script of the repository with this Python; raises where it fails."""
    env = {**os.environ, **more}
    if TRACKING_URI is not None:
        env.setdefault("MLFLOW_TRACKING_URI", TRACKING_URI)
    subprocess.run([sys.executable, *words], cwd=ROOT, env=env, check=True)


@dag(
    dag_id=DAG_ID,
    schedule=SCHEDULE,
    start_date=datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args={"owner": OWNER or "airflow"},
    tags=["production-first"],
)
def retrain():
    @task
    def train() -> str:
        """What was measured, as JSON."""
        with tempfile.TemporaryDirectory() as folder:
            metrics = pathlib.Path(folder) / "metrics.json"
            run(TRAINING_CODE, METRICS_FILE=str(metrics))
            return metrics.read_text(encoding="utf-8") if metrics.exists() else "{}"

    @task
    def validate(measured: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            metrics = pathlib.Path(folder) / "metrics.json"
            metrics.write_text(measured, encoding="utf-8")
            run(GATE, "--metrics", str(metrics))

    @task
    def promote() -> None:
        run(VERSIONS, "promote", "--apply")

    @task
    def verify() -> None:
        """Goes back where the new version does not serve as it should."""
        try:
            run(VERSIONS, "verify")
        except subprocess.CalledProcessError:
            run(VERSIONS, "rollback", "--apply")
            raise

    last = measured = train()
    if GATE is not None:
        last = validate(measured)
    if VERSIONS is not None:
        last >> promote() >> verify()


retrain()
