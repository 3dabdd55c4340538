import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { bytesOf, entriesOf } from '../../server/src/main/read-plain.ts';
import { scratch } from '../support/scratch.ts';

test('the bytes of an ordinary file are read, and of nothing else', async (t) => {
  const folder = scratch(t, { plan: 'ü: 1\n', empty: '' });
  const at = (name: string): string => path.join(folder, name);
  symlinkSync(at('plan'), at('link'));
  mkdirSync(at('folder'));
  execFileSync('mkfifo', [at('pipe')]);
  assert.equal((await bytesOf(at('plan'), 6))?.toString(), 'ü: 1\n');
  assert.equal((await bytesOf(at('empty'), 6))?.length, 0);
  assert.equal(await bytesOf(at('plan'), 5), undefined, 'too large');
  for (const name of ['link', 'folder', 'pipe', 'missing'])
    assert.equal(await bytesOf(at(name), 1_000), undefined, name);
  assert.equal(await bytesOf('/dev/zero', 1_000), undefined);
});

test('a folder that cannot be read has nothing in it', async (t) => {
  const folder = scratch(t, { 'a/b': '' });
  assert.deepEqual(
    (await entriesOf(folder)).map(({ name }) => name),
    ['a'],
  );
  assert.deepEqual(await entriesOf(path.join(folder, 'missing')), []);
  assert.deepEqual(await entriesOf(path.join(folder, 'a/b')), []);
});
