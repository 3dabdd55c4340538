import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BeingRead } from '../../../client/src/being-read.ts';
import { SimulatedTime } from '../../support/simulated-time.ts';

function scene(): { readonly time: SimulatedTime; readonly hung: string[]; readonly read: BeingRead } {
  const time = new SimulatedTime();
  const hung: string[] = [];
  return { time, hung, read: new BeingRead({ after: time.after, hangs: (uri) => hung.push(uri) }) };
}

test('what was being read when the server ended is left out, nothing else', () => {
  const { read } = scene();
  read.begins('a');
  read.ends('a');
  read.begins('b');
  read.crashed();
  assert.deepEqual(read.leftOut, ['b']);
  // The next server ends on something else: both are left out then.
  read.begins('c');
  read.crashed();
  assert.deepEqual(read.leftOut, ['b', 'c']);
});

test('what was changed is read again, and is left out again only if it ends the server again', () => {
  const { read } = scene();
  read.begins('a');
  read.crashed();
  read.begins('a');
  assert.deepEqual(read.leftOut, []);
  read.ends('a');
  read.crashed();
  assert.deepEqual(read.leftOut, []);
});

test('a server that is stopped leaves nothing out', async () => {
  const { read, time, hung } = scene();
  read.begins('a');
  read.stopped();
  await time.pass(600_000);
  assert.deepEqual([read.leftOut, hung], [[], []]);
});

test('a document that does not come to an end is told once, and left out', async () => {
  const { read, time, hung } = scene();
  read.begins('a');
  await time.pass(29_000);
  read.begins('b');
  read.ends('b');
  assert.deepEqual(hung, []);
  await time.pass(600_000);
  assert.deepEqual([read.leftOut, hung], [['a'], ['a']]);
  assert.equal(time.waiting, 0);
});
