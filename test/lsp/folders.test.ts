import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { SymbolInformation } from 'vscode-languageserver-protocol';
import { startServer, type ServerClient } from '../support/lsp/client.ts';
import { scratch } from '../support/scratch.ts';

const plan = (name: string, code = 'train.py'): string =>
  `kind: ProductionPlan\nmetadata: {name: ${name}}\nspec:\n  model: {name: m, trainingCode: ["${code}"]}\n  monitoring:\n    indicators:\n      - name: auc_${name}\n`;

const uriOf = (...parts: string[]): string => pathToFileURL(path.join(...parts)).href;

const names = async (server: ServerClient): Promise<string[]> =>
  (await server.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'auc' }))
    .map(({ name }) => name)
    .sort();

const folders = (server: ServerClient, added: readonly string[], removed: readonly string[]): Promise<void> => {
  const named = (uri: string): { uri: string; name: string } => ({ uri, name: path.basename(uri) });
  return server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: added.map(named), removed: removed.map(named) },
  });
};

const changed = (server: ServerClient, ...changes: readonly { uri: string; type: 1 | 2 | 3 }[]): Promise<void> =>
  server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });

test('folders come and go while plans are open: what is inside, and what is known, follows', async (t) => {
  const root = scratch(t, {
    'a/production-plan.yaml': plan('a'),
    'a/train.py': '',
    'b/models/production-plan.yaml': plan('b', '../shared.py'),
    'b/shared.py': '',
  });
  const server = await startServer(t, { root: path.join(root, 'a') });
  const uri = uriOf(root, 'b/models/production-plan.yaml');
  const codes = async (): Promise<unknown[]> =>
    (await server.pull(uri)).map(({ code }) => code).filter((code) => String(code).startsWith('file/'));
  await server.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'production-plan', version: 1, text: plan('b', '../shared.py') },
  });
  // A file of no folder sees its own folder only.
  assert.deepEqual(await codes(), ['file/outside-workspace']);
  assert.deepEqual(await names(server), ['auc_a', 'auc_b']);
  await folders(server, [uriOf(root, 'b')], []);
  assert.deepEqual(await codes(), []);
  await folders(server, [], [uriOf(root, 'a')]);
  assert.deepEqual(await names(server), ['auc_b']);
  await folders(server, [uriOf(root, 'a')], [uriOf(root, 'b')]);
  assert.deepEqual(await codes(), ['file/outside-workspace']);
});

test('a plan that is renamed, changed or deleted while its workspace is asked for is known as it is then', async (t) => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`m${at}/production-plan.yaml`, plan(`p${at}`)]),
  );
  const root = scratch(t, files);
  const server = await startServer(t, { root });
  // Asked, and not waited for: the files change under the search.
  const first = names(server);
  renameSync(path.join(root, 'm1'), path.join(root, 'n1'));
  rmSync(path.join(root, 'm2'), { recursive: true });
  writeFileSync(path.join(root, 'm3/production-plan.yaml'), plan('changed'));
  assert.ok((await first).length >= 58);
  await changed(
    server,
    { uri: uriOf(root, 'm1/production-plan.yaml'), type: 3 },
    { uri: uriOf(root, 'n1/production-plan.yaml'), type: 1 },
    { uri: uriOf(root, 'm2/production-plan.yaml'), type: 3 },
    { uri: uriOf(root, 'm3/production-plan.yaml'), type: 2 },
  );
  const now = await names(server);
  assert.equal(now.length, 59);
  assert.ok(
    now.includes('auc_p1') && !now.includes('auc_p2') && !now.includes('auc_p3') && now.includes('auc_changed'),
  );
});

test('what is asked of a file that goes meanwhile is answered in words', async (t) => {
  const root = scratch(t, { 'production-plan.yaml': plan('a'), 'train.py': '' });
  const server = await startServer(t, { root });
  const uri = uriOf(root, 'production-plan.yaml');
  const asked = ['productionFirst/decay', 'productionFirst/readiness'].map((method) =>
    server.connection.sendRequest(method, { uri }).then(
      () => 'answered',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    ),
  );
  rmSync(path.join(root, 'production-plan.yaml'));
  for (const answer of await Promise.all(asked))
    assert.match(answer, /^(?:answered|The plan cannot be read|The plan is empty)/);
  await changed(server, { uri, type: 3 });
  await assert.rejects(
    server.connection.sendRequest('productionFirst/decay', { uri }),
    /cannot be read: it is missing/,
  );
  // An open one is as it is open, wherever its file went.
  const open = server.open('production-plan.yaml', plan('a'));
  assert.ok((await server.pull(open)).length > 0);
  assert.deepEqual(await names(server), ['auc_a']);
});
