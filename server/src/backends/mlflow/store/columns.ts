import type { Database } from '../../files.ts';
import { SourceError } from '../../source-error.ts';

type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** What each schema of MLflow 1.0 and newer has. */
const NEEDED = ['experiments', 'runs', 'metrics', 'latest_metrics', 'tags'] as const;
const OTHERS = ['registered_models', 'model_versions', 'registered_model_aliases'] as const;

export type Table = (typeof NEEDED)[number] | (typeof OTHERS)[number];

/** The columns of those tables that are there: each version of MLflow has added some. */
export function readColumns(database: Database, name: string): Columns {
  // A view could compute for ever.
  const tables = new Set(
    database.all("SELECT name FROM sqlite_master WHERE type = 'table'").map((row) => String(row['name'])),
  );
  const missing = NEEDED.filter((table) => !tables.has(table));
  if (missing.length > 0) {
    const message = `${name} is an SQLite file, but none of MLflow’s: it has no table ${missing.join(', ')}. Correct path, or run "mlflow db upgrade" on an old one.`;
    throw new SourceError('bad-answer', message);
  }
  const names = [...NEEDED, ...OTHERS].filter((table) => tables.has(table));
  const columnsOf = (table: string): Set<string> =>
    new Set(database.all(`PRAGMA table_info("${table}")`).map((row) => String(row['name'])));
  return new Map(names.map((table) => [table, columnsOf(table)]));
}

/** `"a", NULL AS "b"`: a column that the table does not have reads as NULL. */
export const listed = (columns: Columns, table: Table, names: readonly string[]): string =>
  names.map((name) => (columns.get(table)?.has(name) ? `"${name}"` : `NULL AS "${name}"`)).join(', ');

export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
