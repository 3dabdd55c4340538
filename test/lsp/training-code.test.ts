import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { CodeAction, Diagnostic, RegistrationParams } from 'vscode-languageserver-protocol';
import { LineIndex } from '../../server/src/core/document/text.ts';
import { applyChanges } from '../../server/src/language/edits/change.ts';
import { TRAINING_CODE_REQUEST, type TrainingCodeResult } from '../../server/src/protocol/decay.ts';
import { TRUSTED } from '../../server/src/protocol/training-hint.ts';
import { inReverse } from '../support/cleanup.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';
import { startServer, type ServerClient, type StartOptions } from '../support/lsp/client.ts';
import { scratch } from '../support/scratch.ts';

const TRAIN = `#!/usr/bin/env python
from sklearn.svm import SVC


def train(x, y):
    return SVC().fit(x, y)
`;
const PLAN = 'metadata: {name: p}\nspec:\n  model: {name: p, trainingCode: [src/train.py#train]}\n';

async function serverIn(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  options: StartOptions = {},
): Promise<ServerClient> {
  const owner = inReverse(t);
  const root = scratch({ after: (release: () => void) => owner.after(release) }, files);
  return startServer(owner, { root, settings: { createsPlans: true }, ...options });
}

const isHint = ({ code }: Diagnostic): boolean => code === 'training-code';

/** Tells the server that a file came, went or changed. */
function changed(server: ServerClient, name: string, text?: string): void {
  const file = path.join(server.root, name);
  if (text === undefined) rmSync(file);
  else writeFileSync(file, text);
  void server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: server.uri(name), type: text === undefined ? 3 : 2 }],
  });
}

test('a file that trains and no plan names is pointed out, until one does', async (t) => {
  const server = await serverIn(t, { 'src/train.py': TRAIN });
  const uri = server.open('src/train.py', TRAIN, 'python');
  const [hint, ...others] = await server.pull(uri);
  assert.ok(hint);
  assert.equal(others.length, 0);
  assert.ok(typeof hint.message === 'string');
  assert.match(hint.message, /^No production plan answers for this model\b/);
  assert.equal(hint.severity, 4);
  assert.deepEqual(hint.range, { start: { line: 4, character: 4 }, end: { line: 4, character: 9 } });

  const plan = server.open('production-plan.yaml', PLAN);
  assert.deepEqual(await server.pull(uri), []);
  server.close(plan);
  assert.equal((await server.pull(uri)).length, 1);
  changed(server, 'production-plan.yaml', PLAN);
  assert.deepEqual(await server.pull(uri), []);
  changed(server, 'production-plan.yaml');
  assert.equal((await server.pull(uri)).length, 1);

  // Half of a line, as it is typed, and the file without its training.
  server.change(uri, { text: `${TRAIN}\n\ndef more(` });
  assert.equal((await server.pull(uri)).length, 1);
  server.change(uri, { text: 'def train(' });
  assert.deepEqual(await server.pull(uri), []);
});

test('its actions start a plan for it, or leave the file alone from then on', async (t) => {
  const server = await serverIn(t, { 'src/train.py': TRAIN });
  const uri = server.open('src/train.py', TRAIN, 'python');
  const diagnostics = await server.pull(uri);
  const ask = (client: ServerClient, of: string, only?: string[]): Promise<CodeAction[] | null> =>
    client.request('textDocument/codeAction', of, { range: diagnostics[0]!.range, context: { diagnostics, only } });
  const [start, leave, ...more] = (await ask(server, uri)) ?? [];
  assert.ok(start?.command && leave);
  assert.equal(more.length, 0);
  assert.equal(start.command.command, 'productionFirst.createPlan');
  assert.deepEqual(start.command.arguments, [{ folder: server.uri('.'), trainingCode: 'src/train.py#train' }]);
  assert.equal(await ask(server, uri, ['refactor']), null);

  const lines = new LineIndex(TRAIN);
  const edits = Object.values(leave.edit?.changes ?? {}).flat();
  const left = applyChanges(
    TRAIN,
    edits.map(({ range, newText }) => ({ ...lines.span(range), text: newText })),
  );
  assert.deepEqual(left.split('\n').slice(0, 3), [
    '#!/usr/bin/env python',
    '# production-first-disable-file training-code',
    'from sklearn.svm import SVC',
  ]);
  server.change(uri, { text: left });
  assert.deepEqual(await server.pull(uri), []);
  for (const comment of ['# production-first-disable-file', '# production-first-disable-file other, training-code']) {
    server.change(uri, { text: `${comment}\n${TRAIN}` });
    assert.deepEqual(await server.pull(uri), [], comment);
  }
  const line = '# production-first-disable-next-line training-code\ndef train';
  server.change(uri, { text: TRAIN.replace('def train', line) });
  assert.deepEqual(await server.pull(uri), []);
  server.change(uri, { text: `# production-first-disable-file other/rule\n${TRAIN}` });
  assert.equal((await server.pull(uri)).length, 1);

  // An editor without the command is not offered it.
  const plain = await serverIn(t, { 'src/train.py': TRAIN }, { settings: {} });
  const other = plain.open('src/train.py', TRAIN, 'python');
  assert.deepEqual(
    (await ask(plain, other))?.map(({ title }) => title),
    ['Do not ask for a production plan in this file'],
  );
});

test('nobody is asked for a plan of tests, notebooks, other code, or what a named file imports', async (t) => {
  const files = {
    'production-plan.yaml': `${PLAN}  retraining: {pipeline: jobs/retrain.py}\n`,
    'src/train.py': `from models.net import fit_net\nfrom .helpers import fit_helper\nimport baseline\n${TRAIN}`,
    'src/models/net.py': '',
    'src/helpers.py': '',
    'baseline.py': '',
    'jobs/retrain.py': '',
  };
  const server = await serverIn(t, files);
  const hints = async (name: string, text = TRAIN): Promise<number> => {
    const uri = server.open(name, text, 'python');
    const found = await server.pull(uri);
    server.close(uri);
    return found.filter(isHint).length;
  };
  for (const name of [
    'src/train.py',
    'src/models/net.py',
    'src/helpers.py',
    'baseline.py',
    'jobs/retrain.py',
    'test_model.py',
    'src/model_test.py',
    'conftest.py',
    'tests/train.py',
    'notebooks/train.py',
    'examples/train.py',
    '.venv/lib/train.py',
    'train.pyi',
    '../outside.py',
  ])
    assert.equal(await hints(name), 0, name);
  assert.equal(await hints('src/explore.py', `# %%\n${TRAIN}`), 0);
  assert.equal(await hints('src/explore.py', `# Databricks notebook source\n${TRAIN}`), 0);
  for (const name of ['src/other.py', 'other/helpers.py', 'src/latest/fit.py'])
    assert.equal(await hints(name), 1, name);
});

test('it is off by setting, and where the workspace is not trusted', async (t) => {
  const off = await serverIn(t, {}, { settings: { trainingCode: { hint: false } } });
  assert.deepEqual(await off.pull(off.open('train.py', TRAIN, 'python')), []);
  const server = await serverIn(t, {}, { settings: { isTrusted: false } });
  const uri = server.open('train.py', TRAIN, 'python');
  assert.deepEqual(await server.pull(uri), []);
  await server.connection.sendNotification(TRUSTED, {});
  assert.equal((await server.pull(uri)).length, 1);
});

test('clients that cannot pull are sent it', async (t) => {
  const server = await serverIn(t, {}, { pull: false });
  const uri = server.open('train.py', TRAIN, 'python');
  assert.equal((await server.nextPush(uri)).filter(isHint).length, 1);
  server.change(uri, { text: 'x = 1\n' });
  assert.deepEqual(await server.nextPush(uri), []);
});

test('Python is asked for where a client allows it, for hints only, and given back', async (t) => {
  const dynamicRegistration = true;
  const textDocument = {
    synchronization: { dynamicRegistration },
    codeAction: { dynamicRegistration },
    diagnostic: { dynamicRegistration },
  };
  const server = await serverIn(t, {}, { settings: { isTrusted: false }, textDocument });
  const methods = new Promise<string[]>((resolve) => {
    server.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const { registerOptions } of registrations)
        assert.deepEqual((registerOptions as { documentSelector: unknown }).documentSelector, [
          { scheme: 'file', language: 'python' },
        ]);
      resolve(registrations.map(({ method }) => method).sort());
      return null;
    });
  });
  const gone = new Promise<number>((resolve) => {
    server.connection.onRequest('client/unregisterCapability', (params: { unregisterations: unknown[] }) => {
      resolve(params.unregisterations.length);
      return null;
    });
  });
  await server.connection.sendNotification(TRUSTED, {});
  assert.deepEqual(await methods, [
    'textDocument/codeAction',
    'textDocument/diagnostic',
    'textDocument/didChange',
    'textDocument/didClose',
    'textDocument/didOpen',
  ]);
  const settings = { productionFirst: { trainingCode: { hint: false } } };
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  assert.equal(await gone, 5);
});

test('code that a plan names has its level and the open questions beside it', async (t) => {
  const server = await serverIn(t, { ...FULL_PLAN_FILES, 'src/train.py': TRAIN });
  const ask = async (plan: string): Promise<TrainingCodeResult[number]> => {
    const uri = server.open('production-plan.yaml', plan);
    const params = { uri: server.uri('src/train.py'), text: TRAIN };
    const [code, ...others] = await server.connection.sendRequest<TrainingCodeResult>(TRAINING_CODE_REQUEST, params);
    server.close(uri);
    assert.equal(others.length, 0);
    return code!;
  };
  const full = await ask(FULL_PLAN);
  assert.match(full.readiness!.title, /^(?:Prototype|Declared|Instrumented) · 5 of 5 questions answered$/);
  const plan = FULL_PLAN.replace(/^ {4}owner: .*$/m, '    owner: TODO')
    .replace(/^ {4}runbook: .*$/m, '')
    .replace(/^ {4}automatic: true$/m, '    automatic: false');
  const open = await ask(plan);
  assert.equal(open.readiness!.title, 'Prototype · 3 of 5 questions answered · open: who owns it, what if it breaks');
  assert.match(open.readiness!.details, /^Who owns it\? Open: Nobody is named\.$/m);
  assert.equal(open.readiness!.place.start.line, plan.split('\n').indexOf('    owner: TODO'));
});
