import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { startServer } from '../support/lsp/client.ts';

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');

test('a mistyped key is diagnosed where it stands, by pull', async (t) => {
  const server = await startServer(t);
  const uri = server.open('p.production-plan.yaml', full.replace('businessMetric:', 'businessMetrc:'));
  const items = await server.pull(uri);
  const found = items.find((item) => item.code === 'schema/unknown-key');
  assert.ok(found, JSON.stringify(items));
  assert.match(found.message as string, /businessMetric/);
  assert.deepEqual(found.range, { start: { line: 16, character: 2 }, end: { line: 16, character: 15 } });
});

test('the same is pushed to a client that cannot pull', async (t) => {
  const server = await startServer(t, { pull: false });
  const uri = server.open('p.production-plan.yaml', full.replace('kind: ProductionPlan', 'kind: ProductionPlann'));
  const items = await server.nextPush(uri);
  assert.deepEqual(new Set(items.map((item) => item.code)), new Set(['schema/enum', 'file/missing']));
});
