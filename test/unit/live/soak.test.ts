import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/core/check.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { heapInUse } from '../../support/heap-in-use.ts';
import { HOUR, MINUTE, plan, scene } from '../../support/live-scene.ts';
import { FULL_PLAN } from '../../support/full-plan.ts';

test('eight hours of polling, editing, failing and recovering leave memory and handles as they were', async (t) => {
  const files = ['a', 'b', 'c'].map((name) => plan(name, '1m'));
  const { time, server, refresher, live } = scene(files);
  let open = readFile('production-plan', FULL_PLAN);
  let edits = 0;
  /** A person types: a letter each ten seconds, somewhere else each time, taken back by the next. */
  const type = (): void => {
    const at = (edits * 7_919) % open.text.length;
    const text = edits % 2 === 0 ? `${open.text.slice(0, at)}x${open.text.slice(at)}` : FULL_PLAN;
    open = readFile('production-plan', text, open);
    check(open, { now: time.now(), facts: new Map(), rules: {} });
    edits++;
  };
  const measured: { readonly heap: number; readonly waiting: number; readonly handles: number }[] = [];
  for (let minute = 0; minute < 8 * 60; minute++) {
    // Ten minutes of each hour the source is down, ten it refuses, and ten nobody looks.
    const part = Math.floor((minute % 60) / 10);
    server.failure = part === 2 ? 'down' : part === 4 ? { status: 503 } : undefined;
    refresher.watch(part === 5 ? [] : files.map(({ uri }) => uri));
    for (let count = 0; count < 6; count++) type();
    const edited = files[minute % files.length];
    if (edited)
      await live.plans.edited(
        { ...edited, documents: readFile('production-plan', `${minute % 2 ? '# ' : ''}x\n`).documents },
        new AbortController().signal,
      );
    await time.pass(MINUTE);
    server.asked.length = 0;
    if (minute % 60 === 59)
      measured.push({
        heap: await heapInUse(),
        waiting: time.waiting,
        handles: process.getActiveResourcesInfo().length,
      });
  }
  t.diagnostic(
    `${edits} edits; heap after each hour: ${measured.map((one) => (one.heap / 1e6).toFixed(1)).join(', ')} MB`,
  );
  const [, second, ...later] = measured;
  const last = later.at(-1);
  assert.ok(second && last);
  assert.ok(last.heap < second.heap * 1.05 + 1e6, `${second.heap} to ${last.heap} bytes`);
  assert.ok(last.waiting <= second.waiting + 1, `${last.waiting} timers wait`);
  assert.ok(last.handles <= second.handles, `${last.handles} handles`);
  assert.ok(time.now() >= 8 * HOUR);
});
