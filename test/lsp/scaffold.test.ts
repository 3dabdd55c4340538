import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import type { CodeAction, CodeLens, Diagnostic } from 'vscode-languageserver-protocol';
import {
  SCAFFOLD_CHANGES_REQUEST,
  SCAFFOLD_REQUEST,
  SCAFFOLD_TARGETS_REQUEST,
  STOP_MANAGING_REQUEST,
  type ScaffoldChangesResult,
  type ScaffoldFile,
  type ScaffoldResult,
  type ScaffoldTargetsResult,
} from '../../server/src/protocol/scaffold.ts';
import { inReverse } from '../support/cleanup.ts';
import { startServer, type ServerClient } from '../support/lsp/client.ts';
import { SOUND_PLANS } from '../support/rendered.ts';
import { scratch } from '../support/scratch.ts';

const PLAN = 'models/support.production-plan.yaml';
const TEXT = SOUND_PLANS['llm-service'] ?? '';
const RULES = 'prometheus/support-answers.rules.yaml';
const CHANGED = TEXT.replace('threshold: 0.48', 'threshold: 0.5');

async function serverIn(t: TestContext, files: Readonly<Record<string, string>> = {}): Promise<ServerClient> {
  const owner = inReverse(t);
  const root = scratch({ after: (release: () => void) => owner.after(release) }, { [PLAN]: TEXT, ...files });
  const server = await startServer(owner, { root, settings: { scaffolds: true } });
  server.connection.onRequest('workspace/codeLens/refresh', () => null);
  return server;
}

const preview = (
  server: ServerClient,
  targets?: readonly string[],
  unsaved: Readonly<Record<string, string>> = {},
): Promise<ScaffoldResult> =>
  server.connection.sendRequest(SCAFFOLD_REQUEST, { uri: server.uri(PLAN), unsaved, ...(targets && { targets }) });

const acceptedOf = (files: readonly ScaffoldFile[]): Record<string, string | null> =>
  Object.fromEntries(files.map(({ path: name, after }) => [name, after ?? null]));

const changesOf = (
  server: ServerClient,
  targets: readonly string[] | undefined,
  accepted: Readonly<Record<string, string | null>>,
): Promise<ScaffoldChangesResult> =>
  server.connection.sendRequest(SCAFFOLD_CHANGES_REQUEST, {
    uri: server.uri(PLAN),
    unsaved: {},
    accepted,
    ...(targets && { targets }),
  });

/** As the editor does, and tells. */
function write(server: ServerClient, { changes }: ScaffoldChangesResult): void {
  for (const { uri, text } of changes) {
    const file = fileURLToPath(uri);
    if (text === undefined) rmSync(file, { force: true });
    else {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  tell(server, ...changes.map(({ uri }) => uri));
}

const tell = (server: ServerClient, ...uris: readonly string[]): void =>
  void server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: uris.map((uri) => ({ uri, type: 2 })),
  });

async function scaffold(server: ServerClient, targets?: readonly string[]): Promise<void> {
  const { files } = await preview(server, targets);
  const wanted = files.filter(({ state }) => state !== 'same' && state !== 'refused');
  write(server, await changesOf(server, targets, acceptedOf(wanted)));
}

const statesOf = ({ files }: ScaffoldResult): Record<string, string> =>
  Object.fromEntries(files.map(({ path: name, state }) => [name, state]));

const at = (server: ServerClient, name: string): string => path.join(server.root, 'models', name);

/** What is made is looked at where nobody types. */
async function until<T>(ask: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
  for (let turn = 0; turn < 100; turn++) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    await delay(100);
  }
  return ask();
}

test('targets are offered with why they are likely, and why nothing can be made', async (t) => {
  const server = await serverIn(t, {
    'requirements.txt': 'numpy==2.1\nevidently>=0.7\n',
    'deploy/canary.yaml': 'apiVersion: flagger.app/v1beta1\nkind: Canary\n',
    'dbt/dbt_project.yml': 'name: x\n',
    'other/node_modules/x/feature_store.yaml': 'project: x\n',
  });
  const offered = async (): Promise<ScaffoldTargetsResult['targets']> =>
    (
      await server.connection.sendRequest<ScaffoldTargetsResult>(SCAFFOLD_TARGETS_REQUEST, {
        uri: server.uri(PLAN),
      })
    ).targets;
  const reasons = Object.fromEntries((await offered()).map(({ id, reason }) => [id, reason]));
  assert.equal(reasons['evidently'], 'requirements.txt requires evidently');
  assert.equal(reasons['flagger'], 'deploy/canary.yaml has a Canary');
  assert.equal(reasons['dbt'], 'there is dbt/dbt_project.yml');
  assert.equal(reasons['argo-rollouts'], 'the rollout is by argo-rollouts');
  assert.equal(reasons['feast'], undefined);
  assert.equal(reasons['kserve'], undefined);
  const feast = (await offered()).find(({ id }) => id === 'feast');
  assert.match(feast?.lacks ?? '', /names no feature store of Feast/);

  // What was made shows nothing of what is used; it was made before, and that is said.
  await scaffold(server, ['argo-cron-workflow', 'prometheus-rules']);
  const again = await offered();
  assert.deepEqual(
    again.filter(({ isMade }) => isMade).map(({ id }) => id),
    ['prometheus-rules', 'argo-cron-workflow'],
  );
  assert.deepEqual(
    again.map(({ id, reason }) => [id, reason]),
    Object.entries(reasons),
  );
});

test('what is accepted is what was shown: written with what is kept about it, and then the same', async (t) => {
  const server = await serverIn(t);
  const { files, folder, notes } = await preview(server, ['prometheus-rules', 'flagger']);
  assert.equal(folder, server.uri('models'));
  assert.ok(files.length > 3 && files.every(({ state, before }) => state === 'create' && before === undefined));
  assert.ok(notes.some(({ target, note }) => target === 'Flagger' && note.includes('support-answers')));
  const rules = files.filter(({ path: name }) => name === RULES);
  const changes = await changesOf(server, ['prometheus-rules', 'flagger'], acceptedOf(rules));
  assert.deepEqual(
    changes.changes.map(({ uri }) => path.relative(path.join(server.root, 'models'), fileURLToPath(uri))),
    [RULES, `.production-first/made/${RULES}`, '.production-first/lock.json'],
  );
  write(server, changes);
  assert.equal(readFileSync(at(server, RULES), 'utf8'), rules[0]?.after);
  const again = await preview(server);
  assert.deepEqual(statesOf(again), { [RULES]: 'same', 'prometheus/support-answers.rules.test.yaml': 'create' });
  const none = await changesOf(server, ['prometheus-rules'], {});
  assert.deepEqual(none.changes, []);
});

test('an unsaved edit of a made file counts, and is kept', async (t) => {
  const server = await serverIn(t);
  await scaffold(server, ['prometheus-rules']);
  const rules = readFileSync(at(server, RULES), 'utf8');
  const uri = server.uri(`models/${RULES}`);
  server.open(PLAN, CHANGED);
  const { files } = await preview(server, undefined, { [uri]: rules.replace('groups:', '# Ada\ngroups:') });
  const shown = files.find(({ path: name }) => name === RULES);
  assert.equal(shown?.state, 'merged');
  assert.ok(shown.isEdited);
  assert.match(shown.after ?? '', /# Ada\ngroups:/);
  assert.match(shown.after ?? '', /< 0\.5$/m);
});

test('a conflict and a file of somebody else are offered, and lose nothing that was not shown', async (t) => {
  const server = await serverIn(t, { 'models/docs/support-answers-rollback.md': '# Ours\n' });
  await scaffold(server, ['prometheus-rules']);
  const mine = readFileSync(at(server, RULES), 'utf8').replace('< 0.48', '< 0.4').replace('groups:', '# Ada\ngroups:');
  writeFileSync(at(server, RULES), mine);
  server.open(PLAN, CHANGED);
  const result = await preview(server, ['prometheus-rules', 'runbook']);
  const conflict = result.files.find(({ state }) => state === 'conflict');
  const foreign = result.files.find(({ state }) => state === 'foreign');
  assert.equal(conflict?.path, RULES);
  assert.equal(conflict.reason, 'in 1 place both a hand and the plan changed it');
  assert.equal(conflict.before, mine);
  assert.match(conflict.after ?? '', /# Ada\ngroups:/);
  assert.equal(foreign?.beside?.path, 'docs/support-answers-rollback.from-plan.md');
  write(server, await changesOf(server, ['prometheus-rules', 'runbook'], acceptedOf([conflict, foreign])));
  assert.equal(readFileSync(at(server, 'docs/support-answers-rollback.md'), 'utf8'), '# Ours\n');
  assert.equal(readFileSync(at(server, foreign.beside.path), 'utf8'), foreign.after);
  assert.equal(readFileSync(at(server, RULES), 'utf8'), conflict.after);
});

test('what changed since it was shown is not written', async (t) => {
  const server = await serverIn(t);
  const { files } = await preview(server, ['prometheus-rules']);
  server.open(PLAN, CHANGED);
  await assert.rejects(
    changesOf(server, ['prometheus-rules'], acceptedOf(files)),
    /rules\.(?:test\.)?yaml has changed since it was shown/,
  );
});

test('what the plan makes no longer goes, unless a hand was there', async (t) => {
  const server = await serverIn(t);
  await scaffold(server, ['flagger', 'prometheus-rules']);
  server.open(PLAN, TEXT.replace(/^ {2}rollout:\n(?: {4}.*\n)+/m, ''));
  const states = statesOf(await preview(server));
  const gone = Object.keys(states).filter((name) => name.startsWith('kubernetes/'));
  assert.ok(gone.length > 1 && gone.every((name) => states[name] === 'obsolete'), JSON.stringify(states));
  const edited = gone[0] ?? '';
  writeFileSync(at(server, edited), '# Ada\n');
  const { files } = await preview(server);
  assert.deepEqual(
    files.filter(({ state }) => state === 'obsolete').map(({ path: name, isEdited }) => [name, isEdited]),
    gone.map((name) => [name, name === edited]),
  );
  await scaffold(server);
  assert.ok(Object.values(statesOf(await preview(server))).every((state) => state === 'same'));
});

test('at the plan it is told, with lenses and fixes, until nobody looks after the files', async (t) => {
  const server = await serverIn(t);
  const uri = server.open(PLAN, TEXT);
  const lenses = (): Promise<CodeLens[]> => server.request('textDocument/codeLens', uri);
  const found = async (): Promise<Diagnostic[]> =>
    (await server.pull(uri)).filter(({ code }) => String(code).startsWith('scaffold/'));
  assert.deepEqual([await lenses(), await found()], [[], []]);
  await scaffold(server, ['prometheus-rules']);
  const shown = await until(lenses, ({ length }) => length > 0);
  assert.deepEqual(
    shown.map(({ command }) => command?.title),
    ['Regenerate', 'Diff', 'Stop managing…'],
  );

  rmSync(at(server, RULES));
  tell(server, server.uri(`models/${RULES}`));
  const [missing, ...others] = await until(found, ({ length }) => length > 0);
  assert.ok(missing && others.length === 0);
  assert.equal(missing.code, 'scaffold/missing');
  const actions = await server.request<CodeAction[]>('textDocument/codeAction', uri, {
    range: missing.range,
    context: { diagnostics: [missing] },
  });
  const [first] = actions;
  assert.deepEqual(first?.command?.arguments, [{ uri }]);
  assert.equal((await lenses())[0]?.command?.title, 'Regenerate (1 of 2 files)');

  write(
    server,
    await server.connection.sendRequest<ScaffoldChangesResult>(STOP_MANAGING_REQUEST, {
      uri,
      unsaved: {},
      files: [RULES, 'prometheus/support-answers.rules.test.yaml'],
    }),
  );
  assert.deepEqual(await until(found, ({ length }) => length === 0), []);
  assert.throws(() => readFileSync(at(server, '.production-first/lock.json')), /ENOENT/);
  assert.ok(readFileSync(at(server, 'prometheus/support-answers.rules.test.yaml'), 'utf8'));
});

test('a plan with an error, a broken lock and a link out of the folder are told, and nothing is offered', async (t) => {
  const server = await serverIn(t, { 'models/.production-first/lock.json': '{' });
  await assert.rejects(preview(server, ['runbook']), /lock\.json cannot be read/);
  rmSync(at(server, '.production-first'), { recursive: true });
  const outside = scratch(t, {});
  symlinkSync(outside, at(server, 'docs'));
  const [refused] = (await preview(server, ['runbook'])).files;
  assert.equal(refused?.state, 'refused');
  assert.match(refused.reason ?? '', /a link leads out of the folder/);
  assert.deepEqual(await changesOf(server, ['runbook'], {}), { changes: [] });
  server.open(PLAN, 'kind: [\n');
  await assert.rejects(preview(server, ['runbook']), /Mend the plan first/);
});

test('where the workspace is not trusted nothing is made', async (t) => {
  const owner = inReverse(t);
  const root = scratch({ after: (release: () => void) => owner.after(release) }, { [PLAN]: TEXT });
  const server = await startServer(owner, { root, settings: { scaffolds: true, isTrusted: false } });
  await assert.rejects(preview(server, ['runbook']), /only in a workspace that you trust/);
});

test('where something is missing that the plan could become, a fix makes it', async (t) => {
  const server = await serverIn(t);
  const uri = server.open(PLAN, TEXT.replace(/^ {4}runbook: .*\n/m, '').replace(/, runbook: [^,}]+/g, ''));
  const [found] = (await server.pull(uri)).filter(({ code }) => code === 'rollback/no-runbook');
  assert.ok(found);
  const actions = await server.request<CodeAction[]>('textDocument/codeAction', uri, {
    range: found.range,
    context: { diagnostics: [found] },
  });
  const made = actions.find(({ title }) => title === 'Make a rollback runbook from this plan…');
  assert.deepEqual(made?.command?.arguments, [{ uri, targets: ['runbook'] }]);
});
