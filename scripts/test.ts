// Runs the rings: the quick ones begin, and a file of the next one starts as soon as there is room. With names
// (`npm test -- unit lsp`) only those rings.
import { globSync } from 'node:fs';
import path from 'node:path';
import { run, type EventData } from 'node:test';
import { spec } from 'node:test/reporters';
import { runCommand } from './lib/command.ts';

type Command = readonly string[];

interface Ring {
  readonly name: string;
  /** What must have run before: built bundles, or an installed editor. */
  readonly setUp: readonly Command[];
  readonly files: string;
}

const BUILD: Command = ['npm', 'run', '--silent', 'build'];
const PACKAGE: Command = ['npm', 'run', '--silent', 'package'];
const EDITOR: Command = ['node', 'scripts/install-editor.ts'];
const CHROMIUM: Command = ['node', 'scripts/install-chromium.ts'];
const SYSTEMS: Command = ['node', 'scripts/install-systems.ts'];
const RINGS: readonly Ring[] = [
  { name: 'check', setUp: [BUILD], files: 'test/check/**/*.test.ts' },
  { name: 'example', setUp: [BUILD], files: 'test/example/**/*.test.ts' },
  { name: 'unit', setUp: [BUILD], files: 'test/{unit,golden}/**/*.test.ts' },
  { name: 'repo', setUp: [BUILD], files: 'test/repo/**/*.test.ts' },
  { name: 'cli', setUp: [BUILD], files: 'test/cli/**/*.test.ts' },
  { name: 'lsp', setUp: [BUILD], files: 'test/lsp/**/*.test.ts' },
  { name: 'fuzz', setUp: [BUILD, CHROMIUM], files: 'test/fuzz/**/*.test.ts' },
  { name: 'backends', setUp: [BUILD, SYSTEMS], files: 'test/backends/**/*.test.ts' },
  { name: 'webview', setUp: [BUILD, CHROMIUM], files: 'test/webview/**/*.test.ts' },
  { name: 'editor', setUp: [PACKAGE, EDITOR], files: 'test/editor/**/*.test.ts' },
];

/** Test files at a time: some start an editor, a browser and servers. */
const FILES_AT_A_TIME = 2;
/** A file whose process does not end after its tests fails then, by name, rather than holding everything up. */
const LIMIT_MS = 45 * 60_000;

/** How the tests of a ring went. */
class Count {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** Of the files one by one: with two at a time about half of them went by. */
  milliseconds = 0;
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !RINGS.some((ring) => ring.name === name));
if (unknown.length > 0) {
  console.error(`No ring is named ${unknown.join(', ')}. Rings: ${RINGS.map((ring) => ring.name).join(', ')}.`);
  process.exit(2);
}

const wanted = RINGS.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
const failures = new Set<Command>();
for (const command of new Set(wanted.flatMap(({ setUp }) => setUp)))
  if (!(await runCommand(command))) failures.add(command);

const counts = new Map<string, Count>();
const countOf = new Map<string, Count>();
for (const { name, setUp, files } of wanted) {
  const count = new Count();
  counts.set(name, count);
  const found = setUp.some((command) => failures.has(command)) ? [] : globSync(files);
  if (found.length === 0) count.failed++;
  for (const file of found) countOf.set(path.resolve(file), count);
}

const events = run({
  files: [...countOf.keys()],
  concurrency: FILES_AT_A_TIME,
  timeout: 300_000,
  signal: AbortSignal.timeout(LIMIT_MS),
  execArgv: ['--import', './test/support/seed.ts'],
});
/** Adds to what is counted for the ring of a test's file. */
function add(test: EventData.TestPass | EventData.TestFail, key: 'passed' | 'failed' | 'skipped'): void {
  const count = countOf.get(test.file ?? '');
  if (!count) throw new Error(`${test.name} is of no ring: ${test.file}`);
  if (test.nesting === 0) count.milliseconds += test.details.duration_ms;
  if (test.details.type !== 'suite') count[key]++;
}
events.on('test:pass', (test) => add(test, test.skip === undefined ? 'passed' : 'skipped'));
events.on('test:fail', (test) => add(test, 'failed'));
const report = events.compose(new spec()) as AsyncIterable<unknown>;
for await (const line of report) process.stdout.write(String(line));

for (const command of failures) console.log(`${command.join(' ')}: failed`);
const total = new Count();
for (const [name, { passed, failed, skipped, milliseconds }] of counts) {
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${Math.round(milliseconds / 1000)} s)`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
if (total.skipped > 0 && process.env['CI'] === 'true') {
  console.log(`${total.skipped} skipped: counted as failed in CI, where everything can run.`);
  total.failed += total.skipped;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
