import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLive } from '../../../server/src/main/live/live.ts';
import { Workspace } from '../../../server/src/main/workspace.ts';
import { HOUR, MINUTE, plan, scene } from '../../support/live-scene.ts';

test('for an hour a plan on the screen is read as often as its values come, each time at a moment of its own', async () => {
  const file = plan('a');
  const { time, server, refresher, live } = scene([file]);
  refresher.watch([file.uri]);
  await time.pass(HOUR);
  const times = server.of('rules');
  const pauses = times.slice(1).map((at, index) => at - times[index]!);
  // The first reading comes soon, the others each five minutes and up to a tenth more.
  assert.ok(times.length >= 11 && times.length <= 13, String(times.length));
  for (const pause of pauses) assert.ok(pause >= 5 * MINUTE && pause <= 5.5 * MINUTE, String(pause));
  assert.ok(new Set(pauses).size > 8, 'all windows would ask at the same moment');
  assert.equal(server.of('query_range').length > 0, true);
  assert.equal(live.plans.last(file.uri)?.plans[0]?.assessment.rules[0]?.answer.result?.rules[0]?.name, 'AucLow');
});

test('however many plans look at a server, it is asked for its rules once', async () => {
  const files = ['a', 'b', 'c', 'd'].map((name) => plan(name));
  const alone = scene(files.slice(0, 1), () => 0.5);
  alone.refresher.watch([files[0]!.uri]);
  await alone.time.pass(HOUR);
  const many = scene(files, () => 0.5);
  many.refresher.watch(files.map(({ uri }) => uri));
  await many.time.pass(HOUR);
  assert.equal(many.server.of('rules').length, alone.server.of('rules').length);
  for (const { uri } of files)
    assert.equal(many.live.plans.last(uri)?.plans[0]?.assessment.rules[0]?.answer.result?.rules.length, 1);
});

test('what is not on the screen is not read, and what leaves it no longer', async () => {
  const files = [plan('a'), plan('b')];
  const { time, server, refresher } = scene(files);
  await time.pass(HOUR);
  assert.deepEqual(server.asked, []);
  refresher.watch([files[0]!.uri]);
  await time.pass(HOUR);
  const before = server.asked.length;
  assert.ok(before > 0);
  refresher.watch([]);
  assert.equal(time.waiting, 0);
  await time.pass(24 * HOUR);
  assert.equal(server.asked.length, before);
  assert.equal(refresher.isWatched(files[0]!.uri), false);
});

test('a server that is down is asked more and more rarely, and at once again when it is back', async () => {
  const file = plan('a', '30s');
  const { time, server, refresher, live } = scene([file], () => 0.5);
  refresher.watch([file.uri]);
  await time.pass(5 * MINUTE);
  const known = live.plans.last(file.uri)?.plans[0]?.assessment.rules[0]?.answer;
  assert.equal(known?.result?.rules.length, 1);
  server.failure = 'down';
  const since = server.asked.length;
  await time.pass(6 * HOUR);
  // Both questions of one reading may be under way before the first has failed.
  const tries = [...new Set(server.asked.slice(since).map(({ at }) => at))];
  const pauses = tries.slice(1).map((at, index) => at - tries[index]!);
  assert.ok(tries.length <= 16, `${tries.length} attempts in six hours, where 720 readings were due`);
  for (const [index, pause] of pauses.slice(1).entries()) {
    const previous = pauses[index]!;
    assert.ok(pause >= Math.min(previous, HOUR * 0.9), `a pause of ${pause} ms after one of ${previous}`);
  }
  assert.ok(Math.max(...pauses) >= 0.75 * HOUR && Math.max(...pauses) <= 1.3 * HOUR);
  const offline = live.plans.last(file.uri)?.plans[0]?.assessment.rules[0]?.answer;
  assert.equal(offline?.failure?.reason, 'unreachable');
  assert.deepEqual([offline.result, offline.fetchedAt], [known.result, offline.fetchedAt]);
  assert.ok(offline.fetchedAt! <= tries[0]!);

  server.failure = undefined;
  await time.pass(1.3 * HOUR);
  assert.equal(live.plans.last(file.uri)?.plans[0]?.assessment.rules[0]?.answer.failure, undefined);
  const back = server.of('rules').length;
  await time.pass(10 * MINUTE);
  assert.ok(server.of('rules').length - back >= 17, 'it is read at its usual pace again');
});

test('a server that asks to wait is left alone that long, by whoever asks', async () => {
  const file = plan('a', '30s');
  const { time, server, refresher, live } = scene([file], () => 0.5);
  refresher.watch([file.uri]);
  await time.pass(5 * MINUTE);
  server.failure = { status: 429, headers: { 'retry-after': '1800' }, body: 'slow down' };
  await time.pass(MINUTE);
  const asked = server.asked.length;
  const refusedAt = server.asked.at(-1)!.at;
  server.failure = undefined;
  await live.plans.read(file, { force: true, signal: new AbortController().signal });
  await time.pass(refusedAt + 30 * MINUTE - 1 - time.now());
  assert.equal(server.asked.length, asked);
  assert.equal(live.plans.last(file.uri)?.plans[0]?.assessment.rules[0]?.answer.failure?.reason, 'rate-limited');
  await time.pass(2 * MINUTE);
  assert.ok(server.asked.length > asked);
  assert.equal(live.plans.last(file.uri)?.plans[0]?.assessment.rules[0]?.answer.failure, undefined);
});

test('who may not read the rules still gets the values, at their usual pace', async () => {
  const file = plan('a');
  const { time, server, refresher, live } = scene([file]);
  const { http } = server;
  const guarded = createLive({
    workspace: new Workspace(['/w']),
    timers: time,
    http: async (request, signal) => {
      const answer = await http(request, signal);
      return request.url.includes('/rules') ? { ...answer, status: 403, body: 'no' } : answer;
    },
  });
  refresher.watch([]);
  for (let round = 0; round < 3; round++) {
    await guarded.plans.read(file, { signal: new AbortController().signal });
    await time.pass(5 * MINUTE);
  }
  const [found] = guarded.plans.last(file.uri)!.plans;
  assert.equal(found!.assessment.rules[0]?.answer.failure?.reason, 'unsupported');
  assert.equal(found!.assessment.indicators[0]?.answer?.failure, undefined);
  assert.equal(server.of('rules').length, 3);
  assert.equal(live.plans.last(file.uri), undefined);
});

test('a machine that slept asks once when it wakes, and then as before', async () => {
  const files = ['a', 'b'].map((name) => plan(name));
  const { time, server, refresher } = scene(files, () => 0.5);
  refresher.watch(files.map(({ uri }) => uri));
  await time.pass(HOUR);
  const before = server.of('rules').length;
  await time.sleep(9 * HOUR);
  assert.equal(server.of('rules').length, before + 1, 'once, not once for each turn that was missed');
  await time.pass(HOUR);
  const pauses = server.of('rules').slice(before + 1).length;
  assert.ok(pauses >= 10 && pauses <= 13, String(pauses));
});

for (const by of [-24 * HOUR, 24 * HOUR]) {
  test(`a clock that is set ${by < 0 ? 'back' : 'ahead'} by a day neither stops the reading nor hurries it`, async () => {
    const file = plan('a');
    const { time, server, refresher } = scene([file], () => 0.5);
    refresher.watch([file.uri]);
    await time.pass(HOUR);
    const before = server.of('rules').length;
    time.set(by);
    await time.pass(HOUR);
    const asked = server.of('rules').length - before;
    assert.ok(asked >= 10 && asked <= 13, String(asked));
  });
}

test('a source in trouble is asked again although the clock was set back', async () => {
  const file = plan('a');
  const { time, server, refresher, live } = scene([file], () => 0.5);
  refresher.watch([file.uri]);
  await time.pass(HOUR);
  server.failure = 'down';
  await time.pass(6 * HOUR);
  server.failure = undefined;
  time.set(-24 * HOUR);
  await time.pass(HOUR);
  assert.equal(live.plans.last(file.uri)?.plans[0]?.assessment.rules[0]?.answer.failure, undefined);
});
