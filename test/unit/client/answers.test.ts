import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Answers } from '../../../client/src/answers.ts';
import { SimulatedTime } from '../../support/simulated-time.ts';

function scene(ask: () => Promise<unknown>): {
  readonly time: SimulatedTime;
  readonly answers: Answers;
  readonly stuck: number[];
} {
  const time = new SimulatedTime(0);
  const stuck: number[] = [];
  return { time, stuck, answers: new Answers({ ask, after: time.after, stuck: () => stuck.push(time.now()) }) };
}

const never = (): Promise<unknown> => new Promise(() => undefined);

test('a server that answers nothing any more is noticed once, within half a minute', async () => {
  const { time, answers, stuck } = scene(never);
  void answers.during(never());
  void answers.during(never());
  await time.pass(29_000);
  assert.deepEqual(stuck, []);
  await time.pass(600_000);
  assert.deepEqual(stuck, [30_000]);
  assert.equal(time.waiting, 0);
});

test('one that takes long for something and answers otherwise goes on, and is looked at again', async () => {
  let isThere = true;
  let asked = 0;
  const { time, answers, stuck } = scene(() => {
    asked++;
    return isThere ? Promise.reject(new Error('an error is an answer too')) : never();
  });
  void answers.during(never());
  await time.pass(100_000);
  assert.deepEqual([asked, stuck], [5, []]);
  isThere = false;
  await time.pass(60_000);
  assert.deepEqual(stuck, [130_000]);
});

test('while nothing is waited for nobody is asked', async () => {
  const { time, answers, stuck } = scene(() => assert.fail('asked'));
  assert.equal(await answers.during(Promise.resolve(3)), 3);
  await assert.rejects(answers.during(Promise.reject(new Error('no'))), /no/);
  await time.pass(600_000);
  void answers.during(never());
  answers.stop();
  await time.pass(600_000);
  assert.deepEqual([stuck, time.waiting], [[], 0]);
});
