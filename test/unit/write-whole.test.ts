import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { writeWhole } from '../../server/src/main/write-whole.ts';
import { scratch } from '../support/scratch.ts';

test('a file is written whole, in folders that are made for it', async (t) => {
  const root = scratch(t, {});
  const file = path.join(root, 'a/b/kept.json');
  await writeWhole(file, 'one');
  await writeWhole(file, 'two');
  assert.equal(readFileSync(file, 'utf8'), 'two');
  assert.deepEqual(readdirSync(path.dirname(file)), ['kept.json']);
});

test('where it cannot be put in place, what was there stays and no draft is left', async (t) => {
  const root = scratch(t, { 'blocked/in-the-way': 'x' });
  await assert.rejects(writeWhole(path.join(root, 'blocked'), 'new'));
  assert.deepEqual(readdirSync(root), ['blocked']);
  assert.equal(readFileSync(path.join(root, 'blocked/in-the-way'), 'utf8'), 'x');
});

test('on a disk that is full in the middle, what was there stays and no draft is left', (t) => {
  const root = scratch(t, { 'kept.json': 'before' });
  const module = pathToFileURL(path.resolve('server/src/main/write-whole.ts')).href;
  const code = `import(${JSON.stringify(module)}).then(({ writeWhole }) => writeWhole('kept.json', 'x'.repeat(100_000))).catch(({ code }) => console.log(code))`;
  // As the system does on a full disk, a part is written and the rest refused.
  const limited = spawnSync('bash', ['-c', 'ulimit -f 8; exec "$0" -e "$1"', process.execPath, code], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(limited.stdout.trim(), 'EFBIG', limited.stderr);
  assert.deepEqual(readdirSync(root), ['kept.json']);
  assert.equal(readFileSync(path.join(root, 'kept.json'), 'utf8'), 'before');
});

test('many writers at once leave one of their texts, whole', async (t) => {
  const file = path.join(scratch(t, {}), 'kept.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'before');
  const texts = Array.from({ length: 20 }, (_, at) => `${at}`.repeat(50_000));
  await Promise.allSettled(texts.map((text) => writeWhole(file, text)));
  assert.ok(texts.includes(readFileSync(file, 'utf8')));
  assert.deepEqual(readdirSync(path.dirname(file)), ['kept.json']);
});
