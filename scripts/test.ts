// Runs the rings: the quick ones begin while what the others need is installed, and tests start as soon as there is room.
// With names (`npm test -- unit lsp`) only those rings.
import { globSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { run, type EventData } from 'node:test';
import { spec } from 'node:test/reporters';
import { runCommand } from './lib/command.ts';
import { REPOSITORY } from './lib/paths.ts';

type Command = readonly string[];

interface Ring {
  readonly name: string;
  /** What it needs besides what is built, most of it once on a machine. */
  readonly install?: readonly Command[];
  readonly files: string;
  /** Files that begin, in this order: the longest of the last ring, which would else go on alone. */
  readonly first?: readonly string[];
  /** How many files share a process: starting one takes longer than most files of small tests. One where nothing is said. */
  readonly together?: number;
}

const BUILD: Command = ['npm', 'run', '--silent', 'build'];
const PACKAGE: Command = ['node', 'scripts/package.ts'];
const EDITOR: Command = ['node', 'scripts/install-editor.ts'];
const CHROMIUM: Command = ['node', 'scripts/install-chromium.ts'];
const SYSTEMS: Command = ['node', 'scripts/install-systems.ts'];
const LONG = ['live', 'scaffold', 'readiness', 'server-ends'].map((name) => `test/editor/ui/${name}.test.ts`);
const RINGS: readonly Ring[] = [
  { name: 'check', files: 'test/check/**/*.test.ts' },
  { name: 'example', files: 'test/example/**/*.test.ts' },
  { name: 'unit', files: 'test/{unit,golden}/**/*.test.ts', together: 20 },
  { name: 'repo', files: 'test/repo/**/*.test.ts' },
  { name: 'cli', files: 'test/cli/**/*.test.ts' },
  { name: 'lsp', files: 'test/lsp/**/*.test.ts' },
  { name: 'fuzz', install: [CHROMIUM], files: 'test/fuzz/**/*.test.ts' },
  { name: 'backends', install: [SYSTEMS], files: 'test/backends/**/*.test.ts' },
  { name: 'webview', install: [CHROMIUM], files: 'test/webview/**/*.test.ts' },
  { name: 'editor', install: [PACKAGE, EDITOR], files: 'test/editor/**/*.test.ts', first: LONG },
];

/** Processes of tests at a time: some start an editor, a browser and servers. */
const AT_A_TIME = 2;
/** One that does not end after its tests fails then, by its file's name, rather than holding everything up. */
const LIMIT_MS = 45 * 60_000;

/** How the tests of a ring went. */
class Count {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** Of the tests one by one: with two at a time about half of them went by. */
  milliseconds = 0;

  add(test: EventData.TestPass | EventData.TestFail, key: 'passed' | 'failed' | 'skipped'): void {
    if (test.nesting === 0) this.milliseconds += test.details.duration_ms;
    if (test.details.type !== 'suite') this[key]++;
  }
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !RINGS.some((ring) => ring.name === name));
if (unknown.length > 0) {
  console.error(`No ring is named ${unknown.join(', ')}. Rings: ${RINGS.map((ring) => ring.name).join(', ')}.`);
  process.exit(2);
}

// Kept between runs: making JavaScript of what it imports is half of the start of a file.
process.env['NODE_COMPILE_CACHE'] ??= path.join(REPOSITORY, '.cache', 'node-compile');

const wanted = RINGS.filter(({ name }) => chosen.length === 0 || chosen.includes(name)).map((ring) => ({
  ...ring,
  count: new Count(),
}));
const failures = new Set<Command>();
const succeed = async (command: Command): Promise<boolean> => {
  const succeeds = await runCommand(command);
  if (!succeeds) failures.add(command);
  return succeeds;
};

// Before the first test, which would see a bundle half written.
const isBuilt = await succeed(BUILD);

/** By command, whether it has succeeded. One after another: two of apt or npm would wait for each other or fail. */
const installed = new Map<Command, Promise<boolean>>();
let last: Promise<unknown> = Promise.resolve();
for (const command of wanted.flatMap(({ install = [] }) => install)) {
  if (installed.has(command)) continue;
  const done = last.then(() => succeed(command));
  installed.set(command, done);
  last = done;
}

/** Files that share a process. */
interface Share {
  readonly files: readonly string[];
  readonly count: Count;
}

async function* sharesInOrder(): AsyncGenerator<Share, void> {
  for (const { install = [], files, first = [], together = 1, count } of wanted) {
    const ready = await Promise.all(install.map(async (command) => installed.get(command)));
    const all = isBuilt && ready.every(Boolean) ? globSync(files) : [];
    const found = [...new Set([...first.filter((file) => all.includes(file)), ...all])];
    if (found.length === 0) count.failed++;
    for (let at = 0; at < found.length; at += together) yield { files: found.slice(at, at + together), count };
  }
}

const report = new PassThrough({ objectMode: true });
const printed = report.pipe(new spec());
printed.pipe(process.stdout, { end: false });
const signal = AbortSignal.timeout(LIMIT_MS);

interface Told {
  readonly data: { readonly file?: string };
}

/** Runs one share after the other until there are none. */
async function lane(shares: AsyncGenerator<Share, void>): Promise<void> {
  for await (const { files, count } of shares) {
    const [main = '', ...others] = files;
    const execArgv = ['./test/support/seed.ts', ...others.map((file) => `./${file}`)].flatMap((file) => [
      '--import',
      file,
    ]);
    const events = run({ files: [main], timeout: 300_000, signal, execArgv });
    events.on('test:pass', (test) => count.add(test, test.skip === undefined ? 'passed' : 'skipped'));
    events.on('test:fail', (test) => count.add(test, 'failed'));
    const told: Told[] = [];
    // What names no file counts the tests of this process; below all are counted.
    for await (const event of events as AsyncIterable<Told>) if (event.data.file !== undefined) told.push(event);
    // At once: two processes that tell in turns cannot be told apart.
    for (const event of told) report.write(event);
  }
}

const shares = sharesInOrder();
await Promise.all(Array.from({ length: AT_A_TIME }, () => lane(shares)));
report.end();
await finished(printed);

for (const command of failures) console.log(`${command.join(' ')}: failed`);
const total = new Count();
for (const { name, count } of wanted) {
  const { passed, failed, skipped, milliseconds } = count;
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
