import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Workspace } from '../../server/src/main/workspace.ts';
import { scratch } from '../support/scratch.ts';

test('folders are listed inside the workspace only, without dependencies and without links that lead out', async (t) => {
  const outside = scratch(t, { 'secret.txt': '' });
  const root = scratch(t, { 'plans/a.yaml': '', 'plans/src/b.py': '', 'plans/node_modules/c.js': '', 'top.md': '' });
  symlinkSync(outside, path.join(root, 'plans/out'));
  symlinkSync(path.join(root, 'top.md'), path.join(root, 'plans/in.md'));
  symlinkSync('loop', path.join(root, 'plans/loop'));
  mkdirSync(path.join(root, 'plans/.git'));
  const workspace = new Workspace([root]);
  const names = async (directory: string): Promise<string[]> =>
    (await workspace.listDirectory(path.join(root, 'plans/a.yaml'), directory)).map(({ name }) => name);
  assert.deepEqual(await names(''), ['a.yaml', 'in.md', 'src']);
  assert.deepEqual(await names('src/'), ['b.py']);
  assert.deepEqual(await names('../'), ['plans', 'top.md']);
  assert.deepEqual(await names('../../'), []);
  assert.deepEqual(await names('out/'), []);
  assert.deepEqual(await names(outside), []);
  assert.deepEqual(await names('missing/'), []);
  assert.deepEqual(await names('\0'), []);
});
