import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gate } from '../../../../client/src/live/gate.ts';

/** Work that ends when it is told to, and a record of what has begun. */
function stage() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => (): Promise<string> => {
    begun.push(name);
    return new Promise((resolve) => ends.set(name, () => resolve(name)));
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const end = (name: string): Promise<void> => {
    ends.get(name)?.();
    return turn();
  };
  return { begun, work, end, turn };
}

const never = new AbortController().signal;

test('no more than the limits at a time, in order, and a full key holds up no other', async () => {
  const gate = new Gate({ total: 3, perKey: 2 });
  const { begun, work, end, turn } = stage();
  const all = [...['a1', 'a2', 'a3', 'b1', 'b2'].map((name) => gate.run(name.slice(0, 1), never, work(name)))];
  await turn();
  assert.deepEqual(begun, ['a1', 'a2', 'b1']);
  await end('b1');
  assert.deepEqual(begun, ['a1', 'a2', 'b1', 'b2']);
  await end('a2');
  assert.deepEqual(begun.slice(4), ['a3']);
  for (const name of ['a1', 'a3', 'b2']) await end(name);
  assert.deepEqual(await Promise.all(all), ['a1', 'a2', 'a3', 'b1', 'b2']);
});

test('work that fails makes room too', async () => {
  const gate = new Gate({ total: 1, perKey: 1 });
  await assert.rejects(
    gate.run('a', never, () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(await gate.run('a', never, () => Promise.resolve(1)), 1);
});

test('what is given up while it waits never begins, and takes nobody’s place', async () => {
  const gate = new Gate({ total: 1, perKey: 1 });
  const { begun, work, end } = stage();
  const first = gate.run('a', never, work('first'));
  const controller = new AbortController();
  const given = gate.run('a', controller.signal, work('given up'));
  const last = gate.run('a', never, work('last'));
  controller.abort();
  await assert.rejects(given, { reason: 'cancelled' });
  await assert.rejects(gate.run('a', AbortSignal.abort(), work('too late')), { reason: 'cancelled' });
  await end('first');
  await end('last');
  assert.deepEqual(begun, ['first', 'last']);
  assert.deepEqual(await Promise.all([first, last]), ['first', 'last']);
});
