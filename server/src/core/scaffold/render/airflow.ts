import { placed } from '../conventions.ts';
import { pythonModule } from './python.ts';
import { METRICS_NOTE, retrainingOf, withScripts } from './retraining.ts';
import type { Rendered, Source, Target } from './target.ts';

/** Retraining by schedule with a gate and a way back. For Airflow 3. */
export const airflow: Target = {
  id: 'airflow',
  title: 'Retraining with Airflow',
  makes: 'A DAG that trains, validates, promotes, and goes back when that fails, with the scripts it runs.',
  area: 'retraining',
  signs: { files: ['**/dags/*.py', '**/airflow.cfg'], packages: ['apache-airflow'] },
  needs: { system: 'airflow', since: '3' },
  render,
};

function render(source: Source): Rendered {
  const { retraining, files, gaps } = retrainingOf(source);
  if (!retraining) return { files: [], gaps };
  const { label, schedule, triggers, code, gate, versions, trackingUri } = retraining;
  const planned = source.plan.spec.section('retraining')?.text('pipeline');
  const isDag = planned !== undefined && /^(?:[\w-]+\/)*[\w-]+\.py$/.test(planned) && planned !== code;
  const path = isDag ? planned : `dags/${label.replaceAll('-', '_')}_retrain.py`;
  const owner = source.plan.spec.section('ownership')?.text('owner');
  const text = pythonModule({
    doc: DOC,
    imports: IMPORTS,
    constants: {
      PLAN: source.name,
      PLAN_FILE: source.file,
      DAG_ID: `${label}-retrain`,
      OWNER: owner,
      // Five fields of cron, UTC.
      SCHEDULE: schedule,
      TRIGGERS: triggers,
      // Folders between this file and the plan's.
      DEPTH: (isDag ? path : placed(source.conventions, path)).split('/').length - 1,
      TRAINING_CODE: code,
      GATE: gate,
      VERSIONS: versions,
      TRACKING_URI: trackingUri,
    },
    code: CODE,
  });
  return withScripts({ path, text, isNamed: isDag }, files, {
    gaps,
    notes: [
      METRICS_NOTE,
      ...(triggers.length > 0
        ? [`Alerts start the DAG "${label}-retrain" by Airflow's API, or by hand: ${triggers.join(', ')}.`]
        : []),
    ],
  });
}

const DOC = `
"""Trains the model of a production plan again: train, validate, promote, verify, and go back when that fails. For Airflow 3."""`;

const IMPORTS = `
import datetime
import os
import pathlib
import subprocess
import sys
import tempfile

from airflow.sdk import dag, task`;

const CODE = `
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


retrain()`;
