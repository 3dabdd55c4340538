// The example from live systems: a Prometheus and an MLflow of its own tell the recorded year again, a week each minute.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './lib/command.ts';
import { startDemonstration } from './lib/demo/systems.ts';
import { findDesktopEditor, openInDesktop } from './lib/desktop.ts';
import { PLAN } from './lib/example.ts';
import { cacheFolder } from './lib/paths.ts';
import { progress } from './lib/progress.ts';
import { serveInBrowser } from './lib/serve.ts';
import type { Owner } from './lib/systems/owner.ts';

const USAGE = `npm run demo:live [-- options]
  --browser     serve VS Code to a browser even where the command "code" is on PATH
  --data DIR    keep that editor's data in DIR instead of the cache folder
  --week SECONDS  how long a week of the recorded year lasts (60)`;

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
  const { folder, prometheus, mlflow } = await startDemonstration(owner, seconds * 1000);
  console.log(`\nPrometheus  ${prometheus.url}\nMLflow      ${mlflow.url}`);
  console.log(`Open ${PLAN} and run "Production-First: Show Model Decay". A week of 2013 passes every ${seconds} s.`);
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
