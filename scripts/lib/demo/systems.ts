import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exampleFolder, PLAN } from '../example.ts';
import { progress } from '../progress.ts';
import { startMlflow, type MlflowServer } from '../systems/mlflow.ts';
import type { Owner } from '../systems/owner.ts';
import { startPrometheus, type RunningPrometheus } from '../systems/prometheus.ts';
import { systemsPython } from '../systems/python.ts';
import { pastScrapes, startExporter } from './exporter.ts';
import { livePlan } from './plan.ts';
import { alertRules } from './rules.ts';
import { recordedWeeks, Replay } from './replay.ts';
import { Tracking } from './tracking.ts';

/** Weeks that have passed when the demonstration begins: the autumn in which the model fails is about to come. */
const PAST_WEEKS = 27;
const LOG_MS = 2_000;

export interface Demonstration {
  /** Holds the example, with a plan that asks the systems. */
  readonly folder: string;
  readonly prometheus: RunningPrometheus;
  readonly mlflow: MlflowServer;
}

/**
 * Starts the systems, fills them with the example's past, and keeps them going until the owner is done.
 * @param weekMs how long a week of the recorded year lasts
 */
export async function startDemonstration(owner: Owner, weekMs: number): Promise<Demonstration> {
  const home = await mkdtemp(path.join(tmpdir(), 'production-first-demo-'));
  owner.after(() => rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const folder = path.join(home, 'flight-delays-live');
  const example = await exampleFolder();
  await cp(example, folder, { recursive: true, filter: (source) => path.basename(source) !== '.vscode' });
  const python = systemsPython();
  if ('missing' in python) throw new Error(`MLflow cannot be installed here: ${python.missing}.`);
  const mlflow = await progress('Starting MLflow', () => startMlflow(owner, { program: python.program, folder: home }));

  const now = Date.now();
  const replay = new Replay(recordedWeeks(path.join(example, 'metrics', 'history.csv')), PAST_WEEKS, weekMs, now);
  const exporter = await startExporter(replay);
  owner.after(() => void exporter.close());
  const target = `127.0.0.1:${(exporter.address() as AddressInfo).port}`;
  const plan = path.join(folder, PLAN);
  const text = await readFile(plan, 'utf8');
  // Queries do not depend on where the systems answer, which is not known yet.
  const rules = alertRules(livePlan(text, { prometheus: '', mlflow: '' }, weekMs));
  const options = { openmetrics: pastScrapes(replay, now), targets: [target], rules };
  const prometheus = await progress('Starting Prometheus', () => startPrometheus(owner, options));

  const tracking = new Tracking(mlflow.url);
  await tracking.begin(replay, now);
  let logging = Promise.resolve();
  const timer = setInterval(() => {
    logging = logging
      .then(() => tracking.log(replay, Date.now()))
      .catch((error: unknown) => console.error(`A week could not be logged to MLflow: ${String(error)}`));
  }, LOG_MS);
  owner.after(() => clearInterval(timer));

  const systems = { prometheus: prometheus.url, mlflow: mlflow.url };
  await writeFile(plan, livePlan(text, systems, weekMs));
  return { folder, prometheus, mlflow };
}
