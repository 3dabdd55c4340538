// Times a workspace of many models, in one run: `node test/bench/workspace.ts [--models 1000] [--rounds 5]`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { READINESS_REQUEST, type ReadinessResult } from '../../server/src/protocol/readiness.ts';
import { startServer, type ServerClient } from '../support/lsp/client.ts';
import { median, spread } from './report.ts';
import { writeModels } from './workspace-files.ts';

const { values } = parseArgs({
  options: { models: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '5' } },
});
const [MODELS, ROUNDS] = [Number(values.models), Number(values.rounds)];
/** As many as the view asks for at a time. */
const AT_ONCE = 3;

interface Measured {
  readonly ms: number;
  /** Peak of the process' memory. */
  readonly mib: number;
}

const root = mkdtempSync(path.join(tmpdir(), 'production-first-bench-'));
const plans = writeModels(root, MODELS);

/** A process of its own, from its start to its end. */
async function run(args: readonly string[], expected: number, input = ''): Promise<Measured> {
  const started = performance.now();
  const child = spawn('/usr/bin/env', ['time', '-f', '%M', process.execPath, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.end(input);
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const ms = performance.now() - started;
  const kib = Number(text.trim().split('\n').at(-1));
  if (code !== expected || Number.isNaN(kib)) throw new Error(`${args.join(' ')} ended with ${code}: ${text}`);
  return { ms, mib: kib / 1024 };
}

const uriOf = (file: string): string => pathToFileURL(file).href;

async function judge(server: ServerClient, uris: readonly string[]): Promise<number> {
  const waiting = [...uris];
  let checks = 0;
  const worker = async (): Promise<void> => {
    for (let uri = waiting.shift(); uri !== undefined; uri = waiting.shift()) {
      const { plans: found } = await server.connection.sendRequest<ReadinessResult>(READINESS_REQUEST, { uri });
      checks += found[0]?.view.areas.flatMap((area) => area.checks).length ?? 0;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return checks;
}

/** What the view does: all plans once, and the one that is edited again. */
async function view(): Promise<{ readonly first: Measured; readonly edit: Measured }> {
  const releases: (() => void | Promise<void>)[] = [];
  const started = performance.now();
  const server = await startServer({ after: (release) => void releases.push(release) }, { root });
  try {
    const checks = await judge(server, plans.map(uriOf));
    if (checks !== 41 * MODELS) throw new Error(`${checks} checks of ${MODELS} models`);
    const first = performance.now() - started;
    const text = readFileSync(plans[5]!, 'utf8');
    const uri = server.open(path.relative(root, plans[5]!), text);
    await server.pull(uri);
    const before = performance.now();
    server.change(uri, { text: text.replace('joinKey: customer_id', 'joinKey: customer') });
    await Promise.all([server.pull(uri), judge(server, [uri])]);
    const edit = performance.now() - before;
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    const mib = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
    return { first: { ms: first, mib }, edit: { ms: edit, mib } };
  } finally {
    for (const release of releases.reverse()) await release();
  }
}

const samples = new Map<string, Measured[]>();
const add = (what: string, measured: Measured): void =>
  void samples.set(what, [...(samples.get(what) ?? []), measured]);
try {
  for (let round = 0; round < ROUNDS; round++) {
    console.error(`round ${round + 1} of ${ROUNDS} …`);
    add('floor: yaml and ajv', await run(['test/bench/workspace-floor.ts'], 0, plans.join('\n')));
    // Some plans lack their owner, so there are findings.
    add('`check`', await run(['dist/cli.js', 'check', root], 1));
    add('`readiness`', await run(['dist/cli.js', 'readiness', root], 0));
    const { first, edit } = await view();
    add('view: every model', first);
    add('view: after one edit', edit);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
const floor = samples.get('floor: yaml and ajv') ?? [];
const [floorMs, floorMib] = [median(floor.map(({ ms }) => ms)), median(floor.map(({ mib }) => mib))];
console.log(`| ${MODELS} models | ms | ratio | MiB | ratio |\n|---|---|---|---|---|`);
for (const [what, all] of samples) {
  const [ms, mib] = [all.map((one) => one.ms), all.map((one) => one.mib)];
  console.log(
    `| ${what} | ${spread(ms)} | ${(median(ms) / floorMs).toFixed(3)} | ${median(mib).toFixed(0)} | ${(median(mib) / floorMib).toFixed(2)} |`,
  );
}
