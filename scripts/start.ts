// Builds the extension and opens the example with it: in your own VS Code, else in one served to a browser on this machine.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './lib/command.ts';
import { findDesktopEditor, openInDesktop } from './lib/desktop.ts';
import { exampleFolder } from './lib/example.ts';
import { cacheFolder } from './lib/paths.ts';
import { progress } from './lib/progress.ts';
import { serveInBrowser } from './lib/serve.ts';

const USAGE = `npm start [-- options]
  --browser     serve VS Code to a browser even where the command "code" is on PATH
  --data DIR    keep that editor's data in DIR instead of the cache folder`;

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: { browser: { type: 'boolean' }, data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const packaged = await progress('Building the extension', () => runCommand(['npm', 'run', '--silent', 'package']));
  if (!packaged) throw new Error('The extension could not be built: see above.');
  const folder = await exampleFolder();
  const desktop = values.browser ? undefined : findDesktopEditor();
  if (desktop) await openInDesktop(desktop, folder);
  else await serveInBrowser(folder, path.resolve(values.data ?? path.join(cacheFolder(), 'editor')));
}

try {
  await start();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
