import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';
import { startServer, type ServerClient } from '../support/lsp/client.ts';
import { scratch } from '../support/scratch.ts';

/** Folders of the extension itself. */
const OWN = ['dist', 'schemas'].map((folder) => path.resolve(folder) + path.sep);
const METHODS = [
  'hover',
  'completion',
  'definition',
  'references',
  'documentSymbol',
  'codeAction',
  'foldingRange',
  'selectionRange',
  'inlayHint',
  'codeLens',
  'documentLink',
  'documentHighlight',
  'diagnostic',
  'prepareRename',
];
const REQUESTS = [
  'productionFirst/decay',
  'productionFirst/readiness',
  'productionFirst/readinessHistory',
  'productionFirst/trainingCode',
  'productionFirst/testSource',
  'productionFirst/scaffoldTargets',
];

/** A folder of somebody else: its plan names what lies outside, by paths, links, patterns and addresses. */
function hostile(t: TestContext): { readonly root: string; readonly outside: string } {
  const folder = scratch(t, {
    'outside/secret.csv': 'timestamp,metric,value\n2026-01-01,auc,0.5\n',
    'outside/train.py': 'def train(): pass\n',
  });
  const [root, outside] = [path.join(folder, 'w'), path.join(folder, 'outside')];
  for (const [name, text] of Object.entries(FULL_PLAN_FILES)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  symlinkSync(outside, path.join(root, 'linked'));
  symlinkSync(path.join(outside, 'train.py'), path.join(root, 'linked.py'));
  writeFileSync(path.join(root, 'catalog-info.yaml'), 'kind: Group\nmetadata: {name: a}\n');
  return { root, outside };
}

const PLAN = FULL_PLAN.replace(
  /trainingCode: .*/,
  'trainingCode: ["linked.py#train", "../outside/train.py#train", "/etc/passwd", "src/train.py#train"]',
)
  .replace('metadata: {', '# yaml-language-server: $schema=http://127.0.0.1:9/schema.json\nmetadata: {')
  .replace(/path: metrics\/\S*/, 'path: "linked/*.csv"');

/** Everything an editor can ask of a plan. What is refused is an answer too. */
async function askAll(server: ServerClient, uri: string): Promise<void> {
  const position = { line: 20, character: 10 };
  const range = { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } };
  const more = {
    position,
    range,
    positions: [position],
    context: { diagnostics: [], includeDeclaration: true },
    uri,
    text: '',
    plan: 0,
    source: 'prom',
  };
  const ask = (method: string): Promise<unknown> => server.request(method, uri, more).catch((error: unknown) => error);
  for (const method of METHODS) await ask(`textDocument/${method}`);
  for (const method of REQUESTS) await ask(method);
  await server.connection.sendRequest('workspace/symbol', { query: '' });
}

type Touch = readonly [did: 'read' | 'write' | 'process' | 'socket', what: string];

const touchesIn = (file: string): Touch[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Touch);

async function watched(
  t: TestContext,
  isTrusted: boolean,
): Promise<{ readonly touches: readonly Touch[]; readonly root: string; readonly server: ServerClient }> {
  const { root, outside } = hostile(t);
  const log = path.join(path.dirname(root), 'io.log');
  writeFileSync(log, '');
  process.env['IO_LOG'] = log;
  t.after(() => delete process.env['IO_LOG']);
  const server = await startServer(t, {
    root,
    command: ['--import', './test/support/lsp/watch-io.mjs', 'dist/server.js', '--stdio'],
    settings: { isTrusted, scaffolds: true, createsPlans: true, storagePath: keptBeside(root) },
  });
  const uri = server.open('production-plan.yaml', PLAN);
  await server.pull(uri);
  await askAll(server, uri);
  // What is looked at after a pause of typing.
  await new Promise((resolve) => setTimeout(resolve, 900));
  return {
    touches: touchesIn(log).filter(
      ([, what]) => !OWN.some((folder) => what.replace(/^file:\/\//, '').startsWith(folder)),
    ),
    root,
    server: Object.assign(server, { outside }),
  };
}

/** What an earlier session has kept of this workspace, in the editor's storage. */
const keptBeside = (root: string): string => path.join(path.dirname(root), 'kept');

/** Whether a path is in the workspace; folders above it are looked at to know where it really is, nothing is read in them. */
const isInside = (root: string, what: string): boolean => !path.relative(root, what).startsWith('..');

test('before trust is given nothing is written, no process started, no connection opened, and no file read but of the workspace and what was kept of it', async (t) => {
  const { touches, root } = await watched(t, false);
  assert.ok(
    touches.some(([did, what]) => did === 'read' && isInside(root, what)),
    'the watch works',
  );
  assert.deepEqual(
    touches.filter(([did]) => did !== 'read'),
    [],
  );
  assert.deepEqual(
    touches.filter(([, what]) => !isInside(root, what) && !what.startsWith(keptBeside(root))),
    [],
  );
});

test('after it nothing but what is kept for the next session is written, and nothing outside is read', async (t) => {
  const { touches, root } = await watched(t, true);
  const kept = keptBeside(root);
  assert.deepEqual(
    touches.filter(([did, what]) => did === 'write' && !what.startsWith(kept)),
    [],
  );
  assert.deepEqual(
    touches.filter(([did]) => did === 'socket'),
    [],
    'the network is the client’s',
  );
  // Git is asked for the past of a plan, with its own configuration switched off.
  assert.deepEqual(
    touches.filter(([did, what]) => did === 'process' && what !== 'git'),
    [],
  );
  assert.deepEqual(
    touches.filter(([did, what]) => did === 'read' && !isInside(root, what) && !what.startsWith(kept)),
    [],
  );
});

test('no port is opened', { skip: process.platform !== 'linux' && 'no /proc here' }, async (t) => {
  const { server } = await watched(t, true);
  const inodes = readdirSync(`/proc/${server.pid ?? 0}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${server.pid ?? 0}/fd/${fd}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
  const network = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/)[9]),
  );
  assert.ok(network.length > 0);
  assert.deepEqual(
    inodes.filter((inode) => network.includes(inode)),
    [],
  );
});
