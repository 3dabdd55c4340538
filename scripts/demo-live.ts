// The example from live systems: a Prometheus and an MLflow of its own tell the recorded year again, a week each minute.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './lib/command.ts';
import { pastScrapes, startExporter } from './lib/demo/exporter.ts';
import { livePlan } from './lib/demo/plan.ts';
import { recordedWeeks, Replay } from './lib/demo/replay.ts';
import { Tracking } from './lib/demo/tracking.ts';
import { findDesktopEditor, openInDesktop } from './lib/desktop.ts';
import { exampleFolder, PLAN } from './lib/example.ts';
import { cacheFolder } from './lib/paths.ts';
import { progress } from './lib/progress.ts';
import { serveInBrowser } from './lib/serve.ts';
import { startMlflow } from './lib/systems/mlflow.ts';
import type { Owner } from './lib/systems/owner.ts';
import { startPrometheus } from './lib/systems/prometheus.ts';
import { systemsPython } from './lib/systems/python.ts';

const USAGE = `npm run demo:live [-- options]
  --browser     serve VS Code to a browser even where the command "code" is on PATH
  --data DIR    keep that editor's data in DIR instead of the cache folder
  --week SECONDS  how long a week of the recorded year lasts (60)`;

/** Weeks that have passed when the demonstration begins: the autumn in which the model fails is about to come. */
const PAST_WEEKS = 27;
const LOG_MS = 2_000;

/** Starts the systems, fills them, and keeps them going. Returns the folder to open. */
async function startSystems(owner: Owner, weekMs: number): Promise<string> {
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
  const history = { openmetrics: pastScrapes(replay, now), targets: [target] };
  const prometheus = await progress('Starting Prometheus', () => startPrometheus(owner, history));

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
  const plan = path.join(folder, PLAN);
  await writeFile(plan, livePlan(await readFile(plan, 'utf8'), systems, weekMs));
  console.log(`\nPrometheus  ${prometheus.url}\nMLflow      ${mlflow.url}`);
  console.log(
    `Open ${PLAN} there and run "Production-First: Show Model Decay". A week of 2013 passes every ${weekMs / 1000} s.`,
  );
  return folder;
}

async function demo(owner: Owner): Promise<void> {
  const options = {
    browser: { type: 'boolean' },
    data: { type: 'string' },
    week: { type: 'string', default: '60' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const seconds = Number(values.week);
  if (!(seconds >= 5 && seconds <= 3_600)) throw new Error('--week must be between 5 and 3600 seconds.');
  const packaged = await progress('Building the extension', () => runCommand(['npm', 'run', '--silent', 'package']));
  if (!packaged) throw new Error('The extension could not be built: see above.');
  const folder = await startSystems(owner, seconds * 1000);
  const desktop = values.browser ? undefined : findDesktopEditor();
  if (!desktop) {
    await serveInBrowser(folder, path.resolve(values.data ?? path.join(cacheFolder(), 'editor')));
    return;
  }
  await openInDesktop(desktop, folder);
  console.log('Ctrl-C ends Prometheus and MLflow.');
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
}

const releases: (() => void | Promise<void>)[] = [];
try {
  await demo({ after: (release) => releases.push(release) });
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  for (const release of releases.reverse()) await release();
}
