import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { SourceError } from '../../server/src/backends/source-error.ts';
import { openSqlite } from '../../server/src/main/sqlite.ts';
import { scratch } from '../support/scratch.ts';

/** A database that another program has open. */
function writer(t: TestContext, mode: 'delete' | 'wal'): { file: string; folder: string; database: DatabaseSync } {
  const folder = scratch(t, {});
  const file = path.join(folder, 'a #1?.db');
  const database = new DatabaseSync(file);
  t.after(() => {
    if (database.isOpen) database.close();
  });
  database.exec(`PRAGMA journal_mode = ${mode}; CREATE TABLE t (a, b, c); INSERT INTO t VALUES (1, 'one', NULL)`);
  return { file, folder, database };
}

const fails = (reason: SourceError['reason']) => (error: unknown) => {
  assert.ok(error instanceof SourceError, String(error));
  assert.equal(error.reason, reason, error.message);
  return true;
};

test('what is in the write-ahead log of a program that is running is read', async (t) => {
  const { file, database } = writer(t, 'wal');
  const reader = await openSqlite(file);
  t.after(() => reader.close());
  assert.deepEqual(
    reader.all('SELECT a, b, c FROM t').map((row) => ({ ...row })),
    [{ a: 1, b: 'one', c: null }],
  );
  database.exec("INSERT INTO t VALUES (9007199254740993, 2.5, x'00')");
  assert.deepEqual(
    reader.all('SELECT a, b, c FROM t WHERE b > ?', [2]).map(({ a, b, c }) => [a, b, c]),
    [
      [1, 'one', null],
      [9007199254740992, 2.5, null],
    ],
  );
});

test('a database that nobody has open is read without a file appearing beside it', async (t) => {
  for (const mode of ['wal', 'delete'] as const) {
    const { file, folder, database } = writer(t, mode);
    database.close();
    const reader = await openSqlite(file);
    assert.equal(reader.all('SELECT a FROM t').length, 1);
    assert.deepEqual(readdirSync(folder), [path.basename(file)]);
    reader.close();
    reader.close();
    assert.deepEqual(readdirSync(folder), [path.basename(file)]);
  }
});

test('nothing can be written', async (t) => {
  const { file } = writer(t, 'delete');
  const reader = await openSqlite(file);
  t.after(() => reader.close());
  assert.throws(() => reader.all('DELETE FROM t'), fails('unsupported'));
  assert.equal(reader.all('SELECT a FROM t').length, 1);
});

test('a program that holds the database is waited for, then told', async (t) => {
  const { file, database } = writer(t, 'delete');
  database.exec('BEGIN EXCLUSIVE');
  const start = performance.now();
  await assert.rejects(
    openSqlite(file).then((reader) => {
      t.after(() => reader.close());
      return reader.all('SELECT a FROM t');
    }),
    fails('timeout'),
  );
  assert.ok(performance.now() - start < 10_000);
});

test('what is no database, not there, or cut off, is told', async (t) => {
  const folder = scratch(t, { 'text.db': 'timestamp,metric,value\n'.repeat(100) });
  const { file } = writer(t, 'delete');
  const first = async (name: string): Promise<unknown> =>
    (await openSqlite(name)).all('SELECT name FROM sqlite_master');
  await assert.rejects(first(path.join(folder, 'text.db')), fails('bad-answer'));
  await assert.rejects(first(path.join(folder, 'absent.db')), fails('forbidden'));
  assert.deepEqual(readdirSync(folder), ['text.db']);
  const reader = await openSqlite(file);
  t.after(() => reader.close());
  assert.throws(() => reader.all('SELECT nothing FROM t'), fails('bad-answer'));
});

test('a Node without SQLite says what to do', async (t) => {
  const { file } = writer(t, 'delete');
  const lookup = t.mock.method(process, 'getBuiltinModule', () => undefined);
  await assert.rejects(openSqlite(file), (error) => {
    assert.ok(error instanceof SourceError && error.reason === 'unsupported');
    assert.match(error.message, /Node 22\.13 or newer; this is v.*give its url instead/);
    return true;
  });
  assert.equal(lookup.mock.callCount(), 1);
});
