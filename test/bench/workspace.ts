// A workspace of many models, each with its plan, card, code, runbook and recorded values.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { READINESS_REQUEST, type ReadinessResult } from '../../server/src/protocol/readiness.ts';
import { startServer, type Owner, type ServerClient } from '../support/lsp/client.ts';
import { scratch } from '../support/scratch.ts';
import { processTime } from './package.ts';
import { owned, rounds, timed, type Bench, type Row } from './report.ts';
import { peakMemory } from './server.ts';
import { writeModels } from './workspace-files.ts';

const MODELS = 1_000;
const ROUNDS = 3;
/** As many as the view asks for at a time. */
const AT_ONCE = 3;

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

interface View {
  readonly first: number;
  readonly edit: number;
  readonly memory: number;
}

/** What the view does: all plans once, and the one that is edited again. */
function view(root: string, plans: readonly string[]): Promise<View> {
  return owned(async (owner) => {
    const [first, server] = await timed(async () => {
      const started = await startServer(owner, { root });
      const checks = await judge(started, plans.map(uriOf));
      if (checks !== 41 * plans.length) throw new Error(`${checks} checks of ${plans.length} models`);
      return started;
    });
    const edited = plans[5] ?? '';
    const text = readFileSync(edited, 'utf8');
    const uri = server.open(path.relative(root, edited), text);
    await server.pull(uri);
    const [edit] = await timed(() => {
      server.change(uri, { text: text.replace('joinKey: customer_id', 'joinKey: customer') });
      return Promise.all([server.pull(uri), judge(server, [uri])]);
    });
    return { first, edit, memory: peakMemory(server.pid) };
  });
}

/** From the start of a server until it knows every plan of the workspace. */
function startUntilKnown(root: string, storagePath: string): Promise<number> {
  return owned(async (owner) => {
    const [took] = await timed(async () => {
      const server = await startServer(owner, { root, settings: { storagePath } });
      const found = await server.connection.sendRequest<unknown[]>('workspace/symbol', { query: 'auc' });
      if (found.length === 0) throw new Error('no plan is known');
    });
    // What is known is written in the background.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return took;
  });
}

async function measure(owner: Owner, count: number): Promise<readonly Row[]> {
  const folder = scratch(owner, {});
  const root = path.join(folder, 'workspace');
  const plans = writeModels(root, MODELS);
  const samples: Record<'floor' | 'check' | 'readiness' | 'view' | 'edit' | 'first' | 'second' | 'memory', number[]> = {
    floor: [],
    check: [],
    readiness: [],
    view: [],
    edit: [],
    first: [],
    second: [],
    memory: [],
  };
  for (let round = 0; round < count; round++) {
    const kept = path.join(folder, `kept-${round}`);
    samples.first.push(await startUntilKnown(root, kept));
    samples.second.push(await startUntilKnown(root, kept));
    samples.floor.push(await processTime(['test/bench/workspace-floor.ts'], 0, plans.join('\n')));
    // Some plans lack their owner, so there are findings.
    samples.check.push(await processTime(['dist/cli.js', 'check', root], 1));
    samples.readiness.push(await processTime(['dist/cli.js', 'readiness', root], 0));
    const { first, edit, memory } = await view(root, plans);
    samples.view.push(first);
    samples.edit.push(edit);
    samples.memory.push(memory);
  }
  const floor = { name: 'yaml and ajv', samples: samples.floor };
  return [
    { what: 'start → every plan known, first time', unit: 'ms', ours: samples.first, yardstick: floor },
    {
      what: 'start → every plan known, second time',
      unit: 'ms',
      ours: samples.second,
      yardstick: { name: 'first time', samples: samples.first },
      aim: 0.1,
    },
    { what: '`check`', unit: 'ms', ours: samples.check, yardstick: floor, aim: 4 },
    { what: '`readiness`, with recorded values', unit: 'ms', ours: samples.readiness, yardstick: floor, aim: 5 },
    { what: 'view of every model, with recorded values', unit: 'ms', ours: samples.view, yardstick: floor, aim: 8 },
    {
      what: 'view after one edit',
      unit: 'ms',
      ours: samples.edit,
      yardstick: { name: 'every model', samples: samples.view },
      aim: 0.01,
    },
    { what: 'peak memory of the server', unit: 'MiB', ours: samples.memory },
  ];
}

export const workspace: Bench = {
  name: 'workspace',
  title: `A workspace of ${MODELS.toLocaleString('en')} models`,
  run: (options) => owned((owner) => measure(owner, rounds(ROUNDS, options))),
};
