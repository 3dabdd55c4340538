import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DecayFeed } from '../../../client/src/panel/feed.ts';
import type { DecayView, HostMessage, RangeChoice } from '../../../server/src/core/panel/contract.ts';

const view = (file: string): DecayView => ({ file, fetchedAt: 0, plans: [] });

/** A feed whose requests are answered by hand. */
function supplied() {
  const posts: HostMessage[] = [];
  const asked: {
    wish: { range?: RangeChoice; refresh?: boolean };
    signal: AbortSignal;
    resolve: (view: DecayView) => void;
    reject: (error: Error) => void;
  }[] = [];
  const range: { current: RangeChoice | undefined } = { current: undefined };
  const feed = new DecayFeed({
    ask: (wish, signal) => new Promise((resolve, reject) => asked.push({ wish, signal, resolve, reject })),
    post: (message) => posts.push(message),
    explain: (error) => `Sorry: ${(error as Error).message}`,
    range: () => range.current,
  });
  return { feed, posts, asked, range };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a load tells that it loads, and then what there is', async () => {
  const { feed, posts, asked, range } = supplied();
  range.current = 90;
  const done = feed.load({ refresh: true });
  feed.progress(1, 3);
  asked[0]!.resolve(view('a'));
  await done;
  feed.progress(3, 3);
  assert.deepEqual(asked[0]!.wish, { range: 90, refresh: true });
  assert.deepEqual(posts, [
    { type: 'loading' },
    { type: 'loading', progress: { done: 1, total: 3 } },
    { type: 'view', view: view('a') },
  ]);
});

test('only the latest request counts, the earlier one is given up, and a wish to read again is not lost', async () => {
  const { feed, posts, asked } = supplied();
  void feed.load({ refresh: true });
  const latest = feed.load();
  assert.equal(asked[0]!.signal.aborted, true);
  assert.deepEqual(asked[1]!.wish, { refresh: true });
  asked[1]!.resolve(view('new'));
  asked[0]!.resolve(view('old'));
  await latest;
  await turn();
  assert.deepEqual(posts.slice(-1), [{ type: 'view', view: view('new') }]);
  assert.equal(posts.filter(({ type }) => type === 'view').length, 1);
});

test('news are fetched quietly: at once, or once more behind the request that may have missed them', async () => {
  const { feed, posts, asked } = supplied();
  feed.changed();
  feed.changed();
  feed.changed();
  assert.equal(asked.length, 1);
  asked[0]!.resolve(view('a'));
  await turn();
  assert.equal(asked.length, 2);
  asked[1]!.resolve(view('b'));
  await turn();
  assert.equal(asked.length, 2);
  assert.deepEqual(
    posts.map(({ type }) => type),
    ['view', 'view'],
  );
});

test('what is cancelled says so; what is stopped says nothing; a failure is explained', async () => {
  const { feed, posts, asked } = supplied();
  feed.cancel();
  assert.deepEqual(posts, []);
  void feed.load();
  feed.cancel();
  assert.equal(asked[0]!.signal.aborted, true);
  asked[0]!.reject(new Error('aborted'));
  await turn();
  assert.match(JSON.stringify(posts[posts.length - 1]), /cancelled.*Refresh/);
  void feed.load({ quiet: true });
  feed.stop();
  asked[1]!.reject(new Error('aborted'));
  await turn();
  assert.equal(posts.length, 2);
  void feed.load({ quiet: true });
  asked[2]!.reject(new Error('boom'));
  await turn();
  assert.deepEqual(posts[posts.length - 1], { type: 'failed', message: 'Sorry: boom' });
});
