// Plain JavaScript for whatever Node a machine has: installs what is missing, then hands over to the project's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

function install() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  console.log('Installing the dependencies (npm ci, about half a minute) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error('The dependencies could not be installed: see npm’s message above, then run this again.');
  process.exit(status ?? 1);
}

/** Runs a TypeScript file of scripts/ with this process's arguments, and ends as it ends. */
export function handOver(script) {
  install();
  const bin = join(root, 'node_modules', 'node', 'bin');
  const node = join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
  const PATH = [join(root, 'node_modules', '.bin'), bin, process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH };
  // Each start of a system in Python would compile all of it again, which takes longer than the start.
  delete env.PYTHONDONTWRITEBYTECODE;
  const child = spawn(node, [join(root, 'scripts', script), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  // Ctrl-C reaches the child too, which then cleans up; leaving before it would look like it had ended.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`The project's own Node could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
