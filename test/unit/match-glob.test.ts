import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { matchGlob } from '../../server/src/main/match-glob.ts';
import { scratch } from '../support/scratch.ts';

test('a pattern finds files and folders inside the workspace, through no link', async (t) => {
  const outside = scratch(t, { 'a.csv': '' });
  const root = scratch(t, {
    'm/a.csv': '',
    'm/deep/b.csv': '',
    'm/c.txt': '',
    'm/node_modules/d.csv': '',
    'top.csv': '',
  });
  symlinkSync(outside, path.join(root, 'out'));
  symlinkSync(path.join(outside, 'a.csv'), path.join(root, 'm/link.csv'));
  const found = async (base: string, pattern: string): Promise<string[]> => {
    const names: string[] = [];
    for await (const match of matchGlob(root, path.join(root, base), pattern)) {
      names.push(path.relative(root, match.path) + (match.isDirectory ? '/' : ''));
    }
    return names.sort();
  };
  assert.deepEqual(await found('', 'm/*.csv'), ['m/a.csv']);
  assert.deepEqual(await found('', 'm/**/*.csv'), ['m/a.csv', 'm/deep/b.csv']);
  assert.deepEqual(await found('', 'm/d*'), ['m/deep/']);
  assert.deepEqual(await found('m', '../*.csv'), ['top.csv']);
  assert.deepEqual(await found('', 'out/*.csv'), []);
  assert.deepEqual(await found('', `${path.relative(root, outside)}/*.csv`), []);
  assert.deepEqual(await found('', 'none/*.csv'), []);
});
