import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReadinessStore } from '../../../client/src/readiness/store.ts';
import type { ReadinessResult } from '../../../server/src/protocol/readiness.ts';

const EMPTY: ReadinessResult = { plans: [], files: [] };

/** A store whose questions are answered by the test. */
function storeWith(): {
  readonly store: ReadinessStore;
  readonly asked: string[];
  readonly answer: (uri: string, result?: ReadinessResult | Error) => Promise<void>;
  readonly changes: () => number;
} {
  const asked: string[] = [];
  const open = new Map<string, PromiseWithResolvers<ReadinessResult>>();
  let changes = 0;
  const store = new ReadinessStore({
    ask: (uri) => {
      asked.push(uri);
      const question = Promise.withResolvers<ReadinessResult>();
      open.set(uri, question);
      return question.promise;
    },
    explain: (error) => (error as Error).message,
    changed: () => changes++,
  });
  const answer = async (uri: string, result: ReadinessResult | Error = EMPTY): Promise<void> => {
    const question = open.get(uri);
    if (result instanceof Error) question?.reject(result);
    else question?.resolve(result);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { store, asked, answer, changes: () => changes };
}

test('a thousand plans are asked for a few at a time, each once', async () => {
  const { store, asked, answer } = storeWith();
  const uris = Array.from({ length: 1_000 }, (_, at) => `file:///${at}`);
  for (const uri of [...uris, ...uris]) store.of(uri);
  assert.equal(asked.length, 3);
  for (const uri of uris) await answer(uri);
  await store.settled();
  assert.deepEqual(asked, uris);
  assert.equal(store.of('file:///7').state, 'ready');
});

test('what was known is shown until the new answer, and an answer that says the same changes nothing', async () => {
  const { store, answer, changes } = storeWith();
  store.of('a');
  await answer('a');
  assert.equal(changes(), 1);
  store.outdate('a');
  assert.deepEqual(store.of('a'), { state: 'loading', known: EMPTY });
  await answer('a', { plans: [], files: [] });
  assert.equal(changes(), 1);
  store.outdate();
  store.renew();
  await answer('a', { plans: [], files: ['b'] });
  assert.equal(changes(), 2);
});

test('a change while an answer is under way is asked for again', async () => {
  const { store, asked, answer } = storeWith();
  store.of('a');
  store.outdate('a');
  store.renew();
  assert.equal(asked.length, 1);
  await answer('a');
  assert.equal(asked.length, 2);
  await answer('a');
  assert.equal(store.of('a').state, 'ready');
  assert.equal(asked.length, 2);
});

test('a file concerns the plans that name it', async () => {
  const { store, asked, answer } = storeWith();
  for (const [uri, file] of [
    ['a', 'file:///train.py'],
    ['b', 'file:///other.py'],
  ] as const) {
    store.of(uri);
    await answer(uri, { plans: [], files: [file] });
  }
  store.outdateNaming('file:///train.py');
  store.renew();
  assert.deepEqual(asked, ['a', 'b', 'a']);
});

test('a failure is told and asked for again when something changes; a plan that went is forgotten', async () => {
  const { store, asked, answer, changes } = storeWith();
  store.of('a');
  await answer('a', new Error('no server'));
  assert.deepEqual(store.of('a'), { state: 'failed', message: 'no server' });
  store.outdate();
  assert.equal(store.of('a').state, 'loading');
  store.keepOnly(new Set());
  await answer('a');
  assert.equal(store.all.size, 0);
  assert.equal(changes(), 1);
  assert.equal(asked.length, 2);
  await store.settled();
});
