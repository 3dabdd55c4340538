import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { startServer, type ServerClient } from '../../support/lsp/client.ts';
import { scratch } from '../../support/scratch.ts';
import { target } from '../target.ts';

const SMALL = readFileSync('test/fixtures/plans/small.production-plan.yaml', 'utf8');
const NAMES = ['a.production-plan.yaml', 'b.production-plan.yaml', 'MODEL_CARD.md', 'train.py', 'x'] as const;
const METHODS = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/documentSymbol',
  'textDocument/codeAction',
  'textDocument/rename',
  'textDocument/prepareRename',
  'textDocument/foldingRange',
  'textDocument/selectionRange',
  'textDocument/inlayHint',
  'textDocument/codeLens',
  'textDocument/documentLink',
  'textDocument/documentHighlight',
  'textDocument/diagnostic',
  'workspace/symbol',
  'codeAction/resolve',
  'completionItem/resolve',
  'productionFirst/decay',
  'productionFirst/readiness',
  'productionFirst/trainingCode',
  'initialize',
  'nonsense',
] as const;

interface Step {
  readonly does: 'open' | 'close' | 'change' | 'ask' | 'tell' | 'cancel';
  readonly name: (typeof NAMES)[number];
  readonly method: (typeof METHODS)[number];
  readonly line: number;
  readonly character: number;
  readonly text: string;
  /** Put in the place of the whole parameters, or undefined. */
  readonly params: unknown;
}

const number = fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 12 }) }, fc.constantFrom(-1, 2 ** 31, 2 ** 53, 0.5, 1e9));

const step = fc.record<Step>({
  does: fc.constantFrom(
    'open' as const,
    'close' as const,
    'change' as const,
    'change' as const,
    'ask' as const,
    'ask' as const,
    'ask' as const,
    'tell' as const,
    'cancel' as const,
  ),
  name: fc.constantFrom(...NAMES),
  method: fc.constantFrom(...METHODS),
  line: number,
  character: number,
  text: fc.oneof(
    fc.constantFrom(SMALL, '', 'x', '\n', '&a [*a]', '- '.repeat(300), '{'.repeat(2_000)),
    fc.string({ unit: 'binary', maxLength: 10 }),
  ),
  params: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  ),
});

const settled = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

async function play(server: ServerClient, steps: readonly Step[]): Promise<void> {
  const { connection } = server;
  const answers: Promise<unknown>[] = [];
  for (const { does, name, method, line, character, text, params } of steps) {
    const uri = server.uri(name);
    const position = { line, character };
    const given = params ?? {
      textDocument: { uri },
      position,
      range: { start: position, end: position },
      ranges: [],
      positions: [position],
      newName: text,
      context: { diagnostics: [], includeDeclaration: true },
      query: text,
      uri,
    };
    if (does === 'open') server.open(name, text);
    else if (does === 'close') server.close(uri);
    else if (does === 'change') server.change(uri, { range: { start: position, end: position }, text });
    else if (does === 'tell') void connection.sendNotification(method, given);
    else if (does === 'cancel') void connection.sendNotification('$/cancelRequest', { id: line });
    else answers.push(settled(connection.sendRequest(method, given)));
  }
  const all = Promise.all(answers);
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), 4_000).unref());
  assert.notEqual(await Promise.race([all, late]), 'late', 'a request was not answered');
}

/** Requests in any order, with any parameters: each is answered, and afterwards a sound plan is checked as always. */
export const requests = target<readonly Step[]>({
  name: 'lsp-requests',
  inputs: fc.array(step, { minLength: 1, maxLength: 25 }),
  runs: 150,
  open: async () => {
    const releases: (() => void | Promise<void>)[] = [];
    const owner = { after: (release: () => void | Promise<void>) => void releases.push(release) };
    const heapFile = path.join(scratch(owner, {}), 'heap');
    process.env['HEAP_FILE'] = heapFile;
    const server = await startServer(owner, {
      command: ['--expose-gc', '--import', './test/support/lsp/heap.mjs', 'dist/server.js', '--stdio'],
      settings: { rules: { 'file/*': 'off' } },
    });
    return {
      holds: async (steps) => {
        await play(server, steps);
        for (const name of NAMES) server.close(server.uri(name));
        const uri = server.open('sound.production-plan.yaml', SMALL.replace('strategy: manual', 'strategy: manul'));
        assert.deepEqual(
          (await server.pull(uri)).map(({ code }) => code),
          ['schema/enum'],
        );
        server.close(uri);
      },
      memory: () => heapOf(server.pid, heapFile),
      close: async () => {
        for (const release of releases.reverse()) await release();
      },
    };
  },
});

/** Bytes in use in a server, without garbage. */
async function heapOf(pid: number | undefined, file: string): Promise<number> {
  rmSync(file, { force: true });
  process.kill(pid ?? 0, 'SIGUSR2');
  for (let tries = 0; tries < 200; tries++) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (text !== '') return Number(text);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server does not tell its heap');
}

/** Bytes of a process that are in memory now (Linux). */
const residentMemory = (pid: number | undefined): number =>
  existsSync(`/proc/${pid ?? 0}/status`)
    ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1] ?? 0) * 1_024
    : 0;

const message = (body: string, length = Buffer.byteLength(body)): string => `Content-Length: ${length}\r\n\r\n${body}`;
const INITIALIZE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {} },
});

/** Bytes that are no protocol: the process answers, or ends; it neither hangs at full load nor fills the memory. */
interface Bytes {
  readonly parts: readonly string[];
  /** How many bytes are written at once. */
  readonly piece: number;
}

export const framing = target<Bytes>({
  name: 'lsp-framing',
  inputs: fc.record({
    parts: fc.array(
      fc.oneof(
        fc.constantFrom(
          message(INITIALIZE),
          message('{}'),
          message('[]'),
          message('null'),
          message('{"jsonrpc":"2.0"}'),
          message('{"jsonrpc":"2.0","id":{},"method":7}'),
          message('x'),
          'Content-Length: -1\r\n\r\n',
          'Content-Length: 99999999999\r\n\r\n',
          'Content-Length: x\r\n\r\n',
          'Content-Length: 5\r\nContent-Length: 2\r\n\r\n{}',
          '\r\n\r\n',
          'GET / HTTP/1.1\r\n\r\n',
          `${'A'.repeat(5_000)}: b\r\n\r\n`,
          message('{}', 1),
          message('{}', 30),
          message('['.repeat(20_000)),
        ),
        fc.string({ unit: 'binary', maxLength: 60 }),
      ),
      { minLength: 1, maxLength: 6 },
    ),
    piece: fc.constantFrom(1, 7, 100_000),
  }),
  runs: 12,
  open: () =>
    Promise.resolve({
      holds: async ({ parts, piece }) => {
        const child = spawn(process.execPath, ['dist/server.js', '--stdio'], { stdio: ['pipe', 'ignore', 'ignore'] });
        const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
        const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
        try {
          child.stdin.on('error', () => undefined);
          const bytes = Buffer.from(parts.join(''), 'utf8');
          for (let at = 0; at < Math.min(bytes.length, 2_000 * piece); at += piece)
            child.stdin.write(bytes.subarray(at, at + piece));
          // It may still be starting: it has a while to come to rest.
          let busy = Number.POSITIVE_INFINITY;
          for (let tries = 0; tries < 12 && busy >= 250 && isRunning(); tries++) {
            const before = processorTime(child.pid);
            await new Promise((resolve) => setTimeout(resolve, 300));
            busy = isRunning() ? processorTime(child.pid) - before : 0;
          }
          assert.ok(busy < 250 || !isRunning(), `${busy} ms of 300 at full load`);
          if (isRunning()) assert.ok(residentMemory(child.pid) < 300e6, 'memory fills');
          child.stdin.end();
          const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), 10_000).unref());
          assert.notEqual(await Promise.race([ended, late]), 'late', 'it does not end when its client is gone');
        } finally {
          child.kill('SIGKILL');
        }
      },
    }),
});

/** Milliseconds of processor time that a process has used (Linux); that of one that has ended is none. */
function processorTime(pid: number | undefined): number {
  if (!existsSync(`/proc/${pid ?? 0}/stat`)) return 0;
  const fields =
    readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
