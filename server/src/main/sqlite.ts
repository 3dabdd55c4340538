import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type * as Sqlite from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Database, SqlRow } from '../backends/files.ts';
import { SourceError } from '../backends/source-error.ts';

/** How long a statement waits for a program that is writing. It holds up this process meanwhile. */
const BUSY_MS = 1_000;

/** Of SQLite's result codes, by their lowest byte. */
const CODES = {
  busy: 5,
  locked: 6,
  noPermission: 3,
  readOnly: 8,
  corrupt: 11,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/**
 * Opens an SQLite file for reading only; what another program has committed to its write-ahead log is read too.
 * @param file absolute path of a regular file
 * @param sqlite Node's module of that name; Node 20 has none
 */
export function openSqlite(file: string, sqlite = builtIn()): Promise<Database> {
  return Promise.resolve().then(() => {
    if (!sqlite) {
      const message = `An SQLite file can be read by Node 22.13 or newer; this is ${process.version}. Start a server on the file and give its url instead.`;
      throw new SourceError('unsupported', message);
    }
    const database = guarded(() => new sqlite.DatabaseSync(locationOf(file), { readOnly: true, timeout: BUSY_MS }));
    // Views and functions that a hostile schema calls may not do more than compute.
    guarded(() => database.exec('PRAGMA trusted_schema = OFF'));
    return reader(database);
  });
}

/** An import would fail on a Node that has none, and with it the whole server. */
function builtIn(): typeof Sqlite | undefined {
  return 'getBuiltinModule' in process ? process.getBuiltinModule('node:sqlite') : undefined;
}

function reader(database: Sqlite.DatabaseSync): Database {
  return {
    all: (sql, parameters: readonly Sqlite.SQLInputValue[] = []) =>
      guarded(() => {
        const statement = database.prepare(sql);
        statement.setReadBigInts(true);
        return statement.all(...parameters).map(plainRow);
      }),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function plainRow(row: Record<string, unknown>): SqlRow {
  const plain = Object.create(null) as Record<string, string | number | null>;
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'bigint') plain[name] = Number(value);
    else plain[name] = typeof value === 'string' || typeof value === 'number' ? value : null;
  }
  return plain;
}

/**
 * A database in write-ahead mode that nobody has open has no log beside it, and even a reader would create one. Then it is
 * read as a file that does not change.
 */
function locationOf(file: string): URL {
  const url = pathToFileURL(file);
  if (isWriteAhead(file) && (sizeOf(`${file}-wal`) ?? 0) === 0 && sizeOf(`${file}-shm`) === undefined)
    url.searchParams.set('immutable', '1');
  return url;
}

const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size;

/** The file format's read version, byte 19 of its header, is 2 for a write-ahead log. */
function isWriteAhead(file: string): boolean {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const header = new Uint8Array(20);
      return readSync(descriptor, header, 0, header.length, 0) === header.length && header[19] === 2;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false; // SQLite says why it cannot be opened
  }
}

function guarded<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw told(error);
  }
}

function told(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  switch (error.errcode & 0xff) {
    case CODES.busy:
    case CODES.locked:
      return new SourceError('timeout', 'The database is being written by another program. Ask again in a moment.');
    case CODES.noPermission:
    case CODES.cannotOpen:
      return new SourceError('forbidden', 'The database cannot be opened: this user may not read it, or it is gone.');
    case CODES.readOnly:
      return new SourceError(
        'unsupported',
        'The database was left in the middle of a write, which only a program that may write can repair. Open it once with the program it belongs to.',
      );
    case CODES.corrupt:
    case CODES.notADatabase:
      return new SourceError('bad-answer', 'The file is no SQLite database, or it is damaged.');
    default:
      return new SourceError('bad-answer', `SQLite says: ${error.message.slice(0, 150)}`);
  }
}
