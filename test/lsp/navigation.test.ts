import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DocumentLink, DocumentSymbol, Location, LocationLink, WorkspaceEdit } from 'vscode-languageserver-types';
import { LineIndex } from '../../server/src/core/document/text.ts';
import { startServer, type ServerClient } from '../support/lsp/client.ts';

const PLAN = `spec:
  model:
    card: MODEL_CARD.md
    trainingCode: [src/train.py#train, src/train.py#Trainer.fit, src/train.py#gone, ../outside.py#f, src/link.py#f]
  monitoring:
    dashboards: [{url: "https://example.com/d"}, {url: "command:evil"}, {url: "https://me:secret@example.com"}]
    indicators:
      - name: auc
  feedbackLoop: {indicator: auc}
`;
const TRAIN = `"""Trains.

def train(): not this one
"""
class Trainer:
    def fit(self): ...


async def train(data):
    return data
`;

/** A folder with real files beside the workspace that must never be reached. */
function workspace(t: TestContext): string {
  const base = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'navigation-')));
  t.after(() => rmSync(base, { recursive: true }));
  const root = path.join(base, 'workspace');
  mkdirSync(path.join(root, 'src'), { recursive: true });
  writeFileSync(path.join(base, 'outside.py'), 'def f(): ...\n');
  symlinkSync(path.join(base, 'outside.py'), path.join(root, 'src/link.py'));
  writeFileSync(path.join(root, 'src/train.py'), TRAIN);
  writeFileSync(path.join(root, 'MODEL_CARD.md'), '---\nlicense: mit\n---\n');
  return root;
}

async function start(t: TestContext): Promise<{ server: ServerClient; uri: string }> {
  const server = await startServer(t, { root: workspace(t) });
  return { server, uri: server.open('production-plan.yaml', PLAN) };
}

const positionOf = (needle: string, more = 1): object => ({
  position: new LineIndex(PLAN).position(PLAN.indexOf(needle) + more),
});

test('path#symbol lands on the function, other paths on the file', async (t) => {
  const { server, uri } = await start(t);
  const go = async (needle: string): Promise<[string, number] | undefined> => {
    const [first] = await server.request<Location[]>('textDocument/definition', uri, positionOf(needle));
    return first && [path.relative(server.root, fileURLToPath(first.uri)), first.range.start.line];
  };
  assert.deepEqual(await go('src/train.py#train'), ['src/train.py', 8]);
  assert.deepEqual(await go('src/train.py#Trainer.fit'), ['src/train.py', 5]);
  assert.deepEqual(await go('src/train.py#gone'), ['src/train.py', 0]);
  assert.deepEqual(await go('MODEL_CARD.md'), ['MODEL_CARD.md', 0]);
  assert.equal(await go('../outside.py'), undefined);
  assert.equal(await go('src/link.py'), undefined);
});

test('links lead into the workspace and to web pages, nowhere else', async (t) => {
  const { server, uri } = await start(t);
  const links = await server.request<DocumentLink[]>('textDocument/documentLink', uri);
  const followed = await Promise.all(
    links.map((link) => server.connection.sendRequest<DocumentLink>('documentLink/resolve', link)),
  );
  const train = pathToFileURL(path.join(server.root, 'src/train.py')).href;
  assert.deepEqual(
    followed.map(({ target }) => target),
    [
      pathToFileURL(path.join(server.root, 'MODEL_CARD.md')).href,
      `${train}#L9,11`,
      `${train}#L6,9`,
      train,
      'https://example.com/d',
    ],
  );
  assert.ok(
    links.slice(0, 4).every(({ target }) => target === undefined),
    'files are looked up when followed',
  );
  const forged = { ...links[0], data: { uri, text: '../outside.py', kind: 'file' } };
  const answer = await server.connection.sendRequest<DocumentLink>('documentLink/resolve', forged);
  assert.equal(answer.target, undefined);
});

test('a card leads to the plans that name it, open or beside it', async (t) => {
  const root = workspace(t);
  writeFileSync(path.join(root, 'other.production-plan.yaml'), 'spec:\n  model: {card: MODEL_CARD.md}\n');
  writeFileSync(path.join(root, 'stranger.production-plan.yaml'), 'spec:\n  model: {card: README.md}\n');
  const server = await startServer(t, { root, textDocument: { definition: { linkSupport: true } } });
  server.open('production-plan.yaml', PLAN);
  const card = server.open('MODEL_CARD.md', '---\nlicense: mit\nmodel-index:\n- name: churn\n---\n', 'markdown');
  const from = (line: number, character: number): Promise<LocationLink[]> =>
    server.request<LocationLink[]>('textDocument/definition', card, { position: { line, character } });
  for (const links of [await from(0, 1), await from(3, 9)])
    assert.deepEqual(
      links.map(({ targetUri, targetSelectionRange }) => [path.basename(targetUri), targetSelectionRange.start]),
      [
        ['production-plan.yaml', { line: 2, character: 10 }],
        ['other.production-plan.yaml', { line: 1, character: 16 }],
      ],
    );
  assert.deepEqual(await from(1, 2), []);
  const [link] = await server.request<DocumentLink[]>('textDocument/documentLink', card);
  assert.equal(link?.target, `${server.uri('production-plan.yaml')}#L3,11`);
});

test('rename, references, highlights, symbols, folding and selection answer', async (t) => {
  const { server, uri } = await start(t);
  const where = positionOf('indicator: auc', 12);
  const edit = await server.request<WorkspaceEdit>('textDocument/rename', uri, { ...where, newName: 'gini' });
  assert.deepEqual(
    edit.changes?.[uri]?.map(({ range, newText }) => [range.start.line, newText]),
    [
      [7, 'gini'],
      [8, 'gini'],
    ],
  );
  await assert.rejects(server.request('textDocument/rename', uri, { ...where, newName: '' }), /cannot be empty/);
  await assert.rejects(server.request('textDocument/prepareRename', uri, positionOf('spec')), /can be renamed/);
  const uses = { ...where, context: { includeDeclaration: true } };
  assert.equal((await server.request<Location[]>('textDocument/references', uri, uses)).length, 2);
  assert.equal((await server.request<object[]>('textDocument/documentHighlight', uri, where)).length, 2);
  assert.equal((await server.request<DocumentSymbol[]>('textDocument/documentSymbol', uri))[0]?.name, 'spec');
  assert.ok((await server.request<object[]>('textDocument/foldingRange', uri)).length > 3);
  const position = { line: 7, character: 15 };
  assert.equal(
    (await server.request<object[]>('textDocument/selectionRange', uri, { positions: [position] })).length,
    1,
  );
  const found = await server.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: 'au' });
  assert.deepEqual(
    found.map(({ name }) => name),
    ['auc'],
  );
});
