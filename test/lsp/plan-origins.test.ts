import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  MODEL_ORIGIN_REQUEST,
  MODELS_REQUEST,
  ORIGINS_REQUEST,
  RULES_ORIGIN_REQUEST,
  type OriginsResult,
  type RulesOriginResult,
} from '../../server/src/protocol/plan-origin.ts';
import { HTTP_REQUEST, type HttpParams, type HttpResult } from '../../server/src/protocol/decay.ts';
import { inReverse } from '../support/cleanup.ts';
import { startServer, type ServerClient } from '../support/lsp/client.ts';
import { scratch } from '../support/scratch.ts';

const RULES = 'groups:\n  - name: g\n    rules:\n      - {alert: AucLow, expr: model_auc < 0.85}\n';

async function serverIn(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  settings: object = {},
): Promise<ServerClient> {
  const owner = inReverse(t);
  const root = scratch({ after: (release: () => void) => owner.after(release) }, files);
  return startServer(owner, { root, settings });
}

const ask = <R>(server: ServerClient, method: string, params: object): Promise<R> =>
  server.connection.sendRequest<R>(method, { folder: server.uri('.'), ...params });

test('rules in the folder are offered and read; those that were made, and files outside, are not', async (t) => {
  const server = await serverIn(t, {
    'ops/churn.rules.yaml': RULES,
    '.production-first/made/ops/churn.rules.yaml': RULES,
    'other.yaml': 'a: b\n',
  });
  writeFileSync(path.join(server.root, '..', 'outside.yaml'), RULES);
  const { rules, stores } = await ask<OriginsResult>(server, ORIGINS_REQUEST, {});
  assert.deepEqual([rules, stores], [[{ file: 'ops/churn.rules.yaml', alerts: 1 }], []]);
  const origin = await ask<RulesOriginResult>(server, RULES_ORIGIN_REQUEST, { file: 'ops/churn.rules.yaml' });
  assert.deepEqual(
    origin.alerts.map(({ name, query, threshold }) => [name, query, threshold]),
    [['AucLow', 'model_auc', 0.85]],
  );
  for (const file of ['other.yaml', 'missing.yaml', '../outside.yaml', ''])
    await assert.rejects(
      ask(server, RULES_ORIGIN_REQUEST, { file }),
      /has no alert that compares a value with a number/,
    );
});

test('a server of models is asked by way of the client; what it refuses is told', async (t) => {
  const server = await serverIn(t, {});
  const sent: string[] = [];
  server.connection.onRequest<HttpResult, unknown>(HTTP_REQUEST, ({ url }: HttpParams) => {
    sent.push(url);
    return Promise.resolve({ error: { reason: 'forbidden', message: 'Nobody has agreed to it.' } });
  });
  const location = 'http://127.0.0.1:5000';
  await assert.rejects(ask(server, MODELS_REQUEST, { location }), /Nobody has agreed to it/);
  await assert.rejects(ask(server, MODEL_ORIGIN_REQUEST, { location, model: 'churn' }), /Nobody has agreed to it/);
  assert.ok(sent.length > 0 && sent.every((url) => url.startsWith(`${location}/api/2.0/mlflow/registered-models/`)));
  await assert.rejects(ask(server, MODELS_REQUEST, { location: 'mlruns' }), /There is no MLflow store at mlruns/);
  await assert.rejects(ask(server, MODELS_REQUEST, { location: '../../etc' }), /outside|no MLflow store/);
});

test('nothing is read in a folder that is not trusted, or that is none of the workspace', async (t) => {
  const untrusted = await serverIn(t, { 'a.rules.yaml': RULES }, { isTrusted: false });
  await assert.rejects(ask(untrusted, ORIGINS_REQUEST, {}), /no folder of a workspace that you trust/);
  const server = await serverIn(t, { 'a.rules.yaml': RULES });
  await assert.rejects(ask(server, ORIGINS_REQUEST, { folder: 'file:///' }), /no folder of a workspace that you trust/);
});
