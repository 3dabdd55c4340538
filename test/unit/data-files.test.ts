import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { DataFiles } from '../../server/src/backends/files.ts';
import { dataFiles } from '../../server/src/main/data-files.ts';
import { scratch } from '../support/scratch.ts';

/** Files of a plan in `ml`; a database is told by the path that would be opened. */
const filesOf = (root: string): DataFiles =>
  dataFiles({
    root,
    bases: [path.join(root, 'ml'), root],
    openDatabase: (file) => Promise.resolve({ all: () => [{ file }], close: () => undefined }),
  });
const textOf = async (files: DataFiles, name: string): Promise<string> =>
  new TextDecoder().decode(await files.read(name));
const namesOf = async (files: DataFiles, pattern: string): Promise<string[]> =>
  (await files.find(pattern)).map(({ name }) => name);
const refused = { name: 'SourceError', reason: 'not-found' };

test('a path is relative to the plan, or to the workspace where the plan’s folder has none', async (t) => {
  const root = scratch(t, {
    'ml/metrics/a.csv': 'near',
    'metrics/a.csv': 'far',
    'metrics/b.csv': 'b',
    'ml/ml/metrics/a.csv': 'deep',
  });
  const files = filesOf(root);
  assert.equal(await textOf(files, 'metrics/b.csv'), 'b');
  assert.equal(await textOf(files, 'metrics/a.csv'), 'near');
  assert.deepEqual(await namesOf(files, 'metrics/a.csv'), ['ml/metrics/a.csv']);
  assert.equal(await textOf(files, 'ml/metrics/a.csv'), 'near', 'a name that was found is that file');
  assert.deepEqual(await namesOf(files, 'metrics/b.csv'), ['metrics/b.csv']);
  assert.deepEqual(await namesOf(files, 'metrics'), [], 'a folder is no file');
});

test('a pattern gives the files changed last first, with size and time', async (t) => {
  const root = scratch(t, { 'ml/m/a.csv': 'a', 'ml/m/b.csv': 'bb', 'ml/m/c.txt': 'c', 'ml/m/deep/d.csv': 'd' });
  for (const [index, name] of ['b.csv', 'a.csv'].entries()) {
    utimesSync(path.join(root, 'ml/m', name), 1_700_000_000 + index, 1_700_000_000 + index);
  }
  assert.deepEqual(await filesOf(root).find('m/*.csv'), [
    { name: 'ml/m/a.csv', size: 1, modified: 1_700_000_001_000 },
    { name: 'ml/m/b.csv', size: 2, modified: 1_700_000_000_000 },
  ]);
  assert.deepEqual((await namesOf(filesOf(root), 'm/**/*.csv')).sort(), [
    'ml/m/a.csv',
    'ml/m/b.csv',
    'ml/m/deep/d.csv',
  ]);
});

test('parts of a file are read, and what has become shorter ends there', async (t) => {
  const root = scratch(t, { 'a.csv': '0123456789' });
  const files = filesOf(root);
  const part = async (start: number, maxBytes: number): Promise<string> =>
    new TextDecoder().decode(await files.read('a.csv', { start, maxBytes }));
  assert.deepEqual(
    [await part(0, 4), await part(4, 4), await part(8, 4), await part(12, 4)],
    ['0123', '4567', '89', ''],
  );
  truncateSync(path.join(root, 'a.csv'), 5);
  assert.equal(await part(4, 4), '4');
  appendFileSync(path.join(root, 'a.csv'), 'xyz');
  assert.equal(await part(4, 9), '4xyz');
});

test('a file is not read whole beyond 64 MB; a part of it is', async (t) => {
  const root = scratch(t, { 'big.csv': '' });
  truncateSync(path.join(root, 'big.csv'), 500_000_000);
  await assert.rejects(filesOf(root).read('big.csv'), {
    reason: 'too-large',
    message: 'big.csv is larger than 64 MB.',
  });
  assert.equal((await filesOf(root).read('big.csv', { start: 400_000_000, maxBytes: 10 })).length, 10);
});

test('nothing that lies, or leads, outside the workspace is found, listed, read or opened', async (t) => {
  const outside = scratch(t, { 'secret.csv': 'secret', 'folder/secret.csv': 'secret' });
  const root = scratch(t, { 'ml/inside.csv': 'inside', 'ml/here/x.csv': 'x' });
  symlinkSync(path.join(outside, 'secret.csv'), path.join(root, 'ml/link.csv'));
  symlinkSync(path.join(outside, 'folder'), path.join(root, 'ml/folder'));
  symlinkSync(path.join(root, 'ml/inside.csv'), path.join(root, 'ml/fine.csv'));
  symlinkSync('loop.csv', path.join(root, 'ml/loop.csv'));
  symlinkSync('..', path.join(root, 'ml/here/up'));
  const files = filesOf(root);
  const relative = path.relative(path.join(root, 'ml'), path.join(outside, 'secret.csv'));
  const bad = [
    'link.csv',
    'folder/secret.csv',
    'loop.csv',
    relative,
    path.join(outside, 'secret.csv'),
    'a\0b',
    '',
    '/etc/passwd',
  ];
  for (const name of bad) {
    assert.deepEqual(await files.find(name), [], name);
    await assert.rejects(files.read(name), (error: Error) => error.name === 'SourceError', name);
    await assert.rejects(files.openDatabase(name), (error: Error) => error.name === 'SourceError', name);
  }
  await assert.rejects(files.read('link.csv'), refused);
  assert.equal(await files.list('folder'), undefined);
  assert.equal(await files.list(path.dirname(relative)), undefined);
  assert.equal(await textOf(files, 'fine.csv'), 'inside');
  assert.deepEqual(
    (await files.list('.'))?.map(({ name, isFolder }) => [name, isFolder]),
    [
      ['fine.csv', false],
      ['here', true],
      ['inside.csv', false],
    ],
  );
  assert.deepEqual(
    await namesOf(files, '**/*.csv'),
    ['ml/here/x.csv', 'ml/inside.csv'].sort(),
    'links are not followed by patterns',
  );
});

test('a pipe is never opened', { timeout: 10_000 }, async (t) => {
  const root = scratch(t, { 'ml/a.csv': 'a' });
  execFileSync('mkfifo', [path.join(root, 'ml/pipe.csv')]);
  const files = filesOf(root);
  assert.deepEqual(await namesOf(files, '*.csv'), ['ml/a.csv']);
  assert.deepEqual(await namesOf(files, 'pipe.csv'), []);
  await assert.rejects(files.read('pipe.csv'), { reason: 'bad-answer', message: 'pipe.csv is no regular file.' });
  assert.deepEqual(
    (await files.list(''))?.map(({ name }) => name),
    ['a.csv'],
  );
});

test('a folder’s entries can be listed and read by folder and name; a file is no folder', async (t) => {
  const root = scratch(t, { 'ml/store/0/meta.yaml': 'a: 1', 'ml/store/file': 'f' });
  const files = filesOf(root);
  for (const folder of ['store', 'ml/store']) {
    assert.deepEqual(
      (await files.list(folder))?.map(({ name, isFolder }) => [name, isFolder]),
      [
        ['0', true],
        ['file', false],
      ],
    );
    assert.equal(await textOf(files, `${folder}/0/meta.yaml`), 'a: 1');
  }
  assert.equal(await files.list('store/file'), undefined);
  assert.equal(await files.list('nowhere'), undefined);
});

test('a database is opened by its real path', async (t) => {
  const root = scratch(t, { 'ml/mlflow.db': 'SQLite' });
  symlinkSync('mlflow.db', path.join(root, 'ml/link.db'));
  const database = await filesOf(root).openDatabase('link.db');
  assert.deepEqual(database.all(''), [{ file: path.join(root, 'ml/mlflow.db') }]);
});

test('a folder with very many entries is listed as far as it goes', async (t) => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'production-first-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(path.join(root, 'ml/many'), { recursive: true });
  for (let index = 0; index < 10_050; index++) writeFileSync(path.join(root, `ml/many/${index}.csv`), '');
  assert.equal((await filesOf(root).list('many'))?.length, 10_000);
  assert.equal((await filesOf(root).find('many/*.csv')).length, 500);
});
