import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
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

test('many writers at once leave one of their texts, whole', async (t) => {
  const file = path.join(scratch(t, {}), 'kept.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'before');
  const texts = Array.from({ length: 20 }, (_, at) => `${at}`.repeat(50_000));
  await Promise.allSettled(texts.map((text) => writeWhole(file, text)));
  assert.ok(texts.includes(readFileSync(file, 'utf8')));
  assert.deepEqual(readdirSync(path.dirname(file)), ['kept.json']);
});
