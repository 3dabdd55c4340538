// Runs the rings in order, the quick ones first. With names (`npm test -- unit lsp`) only those rings.
import { globSync } from 'node:fs';
import { spec } from 'node:test/reporters';
import { run } from 'node:test';
import { runCommand } from './lib/command.ts';

interface Ring {
  readonly name: string;
  /** What must have run before: built bundles, or an installed editor. */
  readonly setUp?: readonly (readonly string[])[];
  readonly files: string;
  /** Test files at a time. */
  readonly concurrency: number;
}

const BUILD = ['npm', 'run', '--silent', 'build'] as const;
const PACKAGE = ['npm', 'run', '--silent', 'package'] as const;
const EDITOR = ['node', 'scripts/install-editor.ts'] as const;
const CHROMIUM = ['node', 'scripts/install-chromium.ts'] as const;
const SYSTEMS = ['node', 'scripts/install-systems.ts'] as const;
const RINGS: readonly Ring[] = [
  { name: 'unit', setUp: [BUILD], files: 'test/{unit,golden}/**/*.test.ts', concurrency: 2 },
  { name: 'repo', files: 'test/repo/**/*.test.ts', concurrency: 1 },
  { name: 'cli', files: 'test/cli/**/*.test.ts', concurrency: 2 },
  { name: 'example', files: 'test/example/**/*.test.ts', concurrency: 1 },
  { name: 'lsp', files: 'test/lsp/**/*.test.ts', concurrency: 2 },
  { name: 'fuzz', setUp: [BUILD, CHROMIUM], files: 'test/fuzz/**/*.test.ts', concurrency: 2 },
  { name: 'backends', setUp: [BUILD, SYSTEMS], files: 'test/backends/**/*.test.ts', concurrency: 2 },
  { name: 'webview', setUp: [BUILD, CHROMIUM], files: 'test/webview/**/*.test.ts', concurrency: 1 },
  { name: 'editor', setUp: [PACKAGE, EDITOR], files: 'test/editor/**/*.test.ts', concurrency: 2 },
];

/** A file whose process does not end after its tests fails then, by name, rather than holding everything up. */
const RING_LIMIT_MS = 20 * 60_000;

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

async function runRing(ring: Ring, files: readonly string[], count: Count): Promise<void> {
  const stream = run({
    files: [...files],
    concurrency: ring.concurrency,
    timeout: 300_000,
    signal: AbortSignal.timeout(RING_LIMIT_MS),
    execArgv: ['--import', './test/support/seed.ts'],
  });
  stream.on('test:pass', (event) => {
    if (event.details.type === 'suite') return;
    if (event.skip !== undefined) count.skipped++;
    else count.passed++;
  });
  stream.on('test:fail', (event) => {
    if (event.details.type !== 'suite') count.failed++;
  });
  const report = stream.compose(new spec()) as AsyncIterable<unknown>;
  for await (const line of report) process.stdout.write(String(line));
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !RINGS.some((ring) => ring.name === name) && name !== 'check');
if (unknown.length > 0) {
  console.error(`No ring is named ${unknown.join(', ')}. Rings: check, ${RINGS.map((ring) => ring.name).join(', ')}.`);
  process.exit(2);
}
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
const wanted = (name: string): boolean => chosen.length === 0 || chosen.includes(name);
const done = new Set<readonly string[]>();

async function step(command: readonly string[]): Promise<boolean> {
  if (done.has(command)) return true;
  done.add(command);
  const ok = await runCommand(command);
  if (!ok) {
    total.failed++;
    lines.push(`${command.join(' ')}: failed`);
  }
  return ok;
}

if (wanted('check')) {
  if ((await step(BUILD)) && (await step(['npm', 'run', '--silent', 'check']))) total.passed++;
}
for (const ring of RINGS.filter(({ name }) => wanted(name))) {
  const ready = await (ring.setUp ?? [BUILD]).reduce(
    async (before, command) => (await before) && step(command),
    Promise.resolve(true),
  );
  if (!ready) continue;
  const count: Count = { passed: 0, failed: 0, skipped: 0 };
  const started = Date.now();
  const files = globSync(ring.files);
  if (files.length === 0) count.failed++;
  else await runRing(ring, files, count);
  lines.push(
    `${ring.name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped (${Math.round((Date.now() - started) / 1000)} s)`,
  );
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}

console.log(`\n${lines.join('\n')}`);
if (total.skipped > 0 && process.env['CI'] === 'true') {
  console.log(`${total.skipped} skipped: counted as failed in CI, where everything can run.`);
  total.failed += total.skipped;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
