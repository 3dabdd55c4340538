import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  READINESS_HISTORY_REQUEST,
  READINESS_REQUEST,
  type ReadinessHistoryResult,
  type ReadinessResult,
} from '../../server/src/protocol/readiness.ts';
import { inReverse } from '../support/cleanup.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';
import { startServer, type ServerClient } from '../support/lsp/client.ts';
import { checkOf } from '../support/readiness.ts';
import { repositoryIn } from '../support/repository.ts';
import { scratch } from '../support/scratch.ts';

const PLAN = 'production-plan.yaml';

async function serverWith(t: Parameters<typeof inReverse>[0], plan: string): Promise<ServerClient> {
  const owner = inReverse(t);
  const root = scratch({ after: (release: () => void) => owner.after(release) }, { ...FULL_PLAN_FILES, [PLAN]: plan });
  return startServer(owner, { root });
}

const ask = (server: ServerClient, uri: string): Promise<ReadinessResult> =>
  server.connection.sendRequest<ReadinessResult>(READINESS_REQUEST, { uri });

test('a plan on disk is judged with its places, its evidence and the files it rests on', async (t) => {
  const server = await serverWith(t, FULL_PLAN);
  const { plans, files } = await ask(server, server.uri(PLAN));
  const [plan] = plans;
  assert.ok(plan && plans.length === 1);
  const runbook = checkOf(plan.view, 'rollback/runbook');
  assert.equal(runbook.state, 'evidenced');
  const file = pathToFileURL(path.join(server.root, runbook.file ?? '')).href;
  assert.equal(plan.evidence['rollback/runbook'], file);
  assert.ok(files.includes(file));
  const line =
    FULL_PLAN.slice(0, FULL_PLAN.indexOf('runbook:', FULL_PLAN.indexOf('  rollback:'))).split('\n').length - 1;
  assert.equal(plan.places['rollback/runbook']?.start.line, line);
});

test('an unsaved edit counts, document by document', async (t) => {
  const server = await serverWith(t, FULL_PLAN);
  const before = (await ask(server, server.uri(PLAN))).plans[0]!.view;
  const without = FULL_PLAN.replace(/^ {2}ownership:\n(?: {4}.*\n)+/m, '');
  const uri = server.open(PLAN, `${without}---\n${FULL_PLAN}`);
  const { plans } = await ask(server, uri);
  assert.deepEqual(
    plans.map(({ index }) => index),
    [0, 1],
  );
  assert.ok(plans[0]!.view.score < before.score);
  assert.equal(plans[0]!.view.level, 'Prototype');
  assert.equal(plans[1]!.view.level, before.level);
});

test('what is no plan, or not there, is an error for people and not a crash', async (t) => {
  const server = await serverWith(t, 'kind: [');
  await assert.rejects(ask(server, server.uri('gone.production-plan.yaml')), /read/i);
  await assert.rejects(ask(server, 'untitled:plan'), /Save it first/);
  assert.deepEqual((await ask(server, server.uri(PLAN))).plans, []);
  await assert.rejects(server.connection.sendRequest(READINESS_REQUEST, {}));
});

test('the way to the score is told by the commits, quickly the second time, and only where git may be asked', async (t) => {
  const owner = inReverse(t);
  const root = scratch(
    { after: (release: () => void) => owner.after(release) },
    { ...FULL_PLAN_FILES, [PLAN]: FULL_PLAN },
  );
  const repository = repositoryIn(root);
  repository.commit('A plan', '2026-10-01T12:00:00Z');
  const server = await startServer(owner, { root });
  const told = (): Promise<ReadinessHistoryResult> =>
    server.connection.sendRequest(READINESS_HISTORY_REQUEST, { uri: server.uri(PLAN), commits: 20 });
  const [plan] = (await told()).plans;
  assert.deepEqual(
    plan?.history.map(({ commit, subject }) => [commit, subject]),
    [[repository.ids[0], 'A plan']],
  );
  assert.deepEqual([plan.since?.better, plan.since?.worse], [[], []]);
  // An edit that is not saved yet counts.
  server.open(PLAN, FULL_PLAN.replace(/^ {2}ownership:\n(?: {4}.*\n)+/m, ''));
  const [edited] = (await told()).plans;
  assert.ok(edited?.since?.worse?.includes('A team owns the model'));

  const untrusted = await startServer(owner, { root, settings: { isTrusted: false } });
  const refused = await untrusted.connection.sendRequest<ReadinessHistoryResult>(READINESS_HISTORY_REQUEST, {
    uri: untrusted.uri(PLAN),
    commits: 20,
  });
  assert.deepEqual(refused.plans, []);
  assert.match(refused.problem ?? '', /only in a workspace that you trust/);
});
