import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SourceError } from '../../../server/src/backends/source-error.ts';
import type { Question } from '../../../server/src/main/live/question.ts';
import { LiveStore, type Result } from '../../../server/src/main/live/store.ts';

const source = { name: 'prom', type: 'prometheus', url: 'http://localhost:9090' };
const question = (key: string): Question => ({
  key,
  place: 'p',
  source,
  file: '/w/p.yaml',
  kind: 'registry',
  model: 'm',
});

/** A store whose clock stands still, and whose source answers as told. */
function store(answer: () => Promise<Result>): { store: LiveStore; clock: { now: number }; asked: () => number } {
  const clock = { now: 1_000_000 };
  let count = 0;
  const timers = { now: () => clock.now, random: () => 0.5, after: () => () => undefined };
  const ask = (): Promise<Result> => (count++, answer());
  return { store: new LiveStore({ timers, ask }), clock, asked: () => count };
}

const options = (force = false): { maxAge: number; force: boolean; signal: AbortSignal } => ({
  maxAge: 30_000,
  force,
  signal: new AbortController().signal,
});

test('a question is asked once, however many want to know, until its answer is old', async () => {
  const { store: live, clock, asked } = store(() => Promise.resolve({ versions: [] }));
  await Promise.all([1, 2, 3].map(() => live.ask(question('a'), options())));
  clock.now += 29_999;
  await live.ask(question('a'), options());
  assert.equal(asked(), 1);
  clock.now += 1;
  await live.ask(question('a'), options());
  assert.equal(asked(), 2);
});

test('a source that failed is left alone, the last good answer stays, and a person may try again', async () => {
  let error: SourceError | undefined;
  const {
    store: live,
    clock,
    asked,
  } = store(() => (error ? Promise.reject(error) : Promise.resolve({ versions: [] })));
  await live.ask(question('a'), options());
  error = new SourceError('unreachable', 'Nobody answers.');
  clock.now += 30_000;
  const failed = await live.ask(question('a'), options());
  assert.deepEqual(failed.result, { versions: [] });
  assert.equal(failed.failure?.message, 'Nobody answers.');
  assert.equal((await live.ask(question('b'), options())).failure?.message, 'Nobody answers.');
  assert.equal(asked(), 2);
  await live.ask(question('a'), options(true));
  assert.equal(asked(), 3);
  clock.now += 30_000;
  error = undefined;
  assert.equal((await live.ask(question('a'), options())).failure, undefined);
});

test('what the server asks to wait nobody may hurry; a refused origin is not backed off', async () => {
  let error = new SourceError('rate-limited', 'Wait.', 120_000);
  const { store: live, clock, asked } = store(() => Promise.reject(error));
  await live.ask(question('a'), options());
  clock.now += 119_999;
  await live.ask(question('a'), options(true));
  assert.equal(asked(), 1);
  clock.now += 1;
  error = new SourceError('untrusted', 'Connect it.');
  await live.ask(question('a'), options());
  await live.ask(question('a'), options());
  assert.equal(asked(), 3);
});
