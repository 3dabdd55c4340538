import { groupBy } from '../../../core/group-by.ts';
import type { RegisteredModel } from '../../backend.ts';
import type { Database, SqlRow } from '../../files.ts';
import { plainText } from '../../plain-text.ts';
import { SourceError } from '../../source-error.ts';
import type { Limits } from '../limits.ts';
import { USED_TAGS } from '../tags.ts';
import type { Experiment, History, LatestValue, LoggedValue, Run, TimeRange, Tracking } from '../tracking.ts';
import { listed, marks, readColumns, type Table } from './columns.ts';

/** Runs of one statement. */
const CHUNK = 200;
/** Runs whose values one statement reads: a tenth of a second. */
const HISTORY_CHUNK = 25;
/** Metrics of all runs of a chunk. */
const MAX_LATEST = 200_000;

type Parameters = readonly (string | number)[];

/** MLflow's SQLite store. */
export function sqliteTracking(
  database: Database,
  name: string,
  workspace = 'default',
  signal: AbortSignal,
  limits: Limits,
): Tracking {
  const columns = readColumns(database, name);

  function all(sql: string, parameters: Parameters = []): SqlRow[] {
    if (signal.aborted) throw new SourceError('cancelled', `Reading ${name} was given up.`);
    return database.all(sql, parameters);
  }

  /** Rows of a table, of those of the workspace where the table knows workspaces. */
  function select(table: Table, names: readonly string[], rest: string, parameters: Parameters): SqlRow[] {
    const inWorkspace = columns.get(table)?.has('workspace');
    const where = inWorkspace ? 'WHERE workspace = ? AND' : 'WHERE';
    const sql = `SELECT ${listed(columns, table, names)} FROM "${table}" ${where} ${rest}`;
    return all(sql, inWorkspace ? [workspace, ...parameters] : parameters);
  }

  function experiments(rest: string, parameters: Parameters): readonly Experiment[] {
    const rows = select('experiments', ['experiment_id', 'name'], `lifecycle_stage = 'active' ${rest}`, parameters);
    return rows.map((row) => ({ id: text(row, 'experiment_id'), name: text(row, 'name') }));
  }

  function runs(rest: string, parameters: Parameters, metric?: string): Run[] {
    const names = ['run_uuid', 'experiment_id', 'name', 'start_time', 'end_time'];
    const rows = select('runs', names, `lifecycle_stage = 'active' AND ${rest}`, parameters);
    return chunksOf(rows).flatMap((chunk) => {
      const ids = chunk.map((row) => text(row, 'run_uuid'));
      const of = `run_uuid IN (${marks(ids)})`;
      const [key, keys] = metric === undefined ? ['', []] : [' AND key = ?', [metric]];
      const latest = select(
        'latest_metrics',
        ['run_uuid', 'key', 'timestamp', 'step'],
        `${of}${key} LIMIT ${MAX_LATEST}`,
        [...ids, ...keys],
      );
      const tags = select('tags', ['run_uuid', 'key', 'value'], `${of} AND key IN (${marks(USED_TAGS)})`, [
        ...ids,
        ...USED_TAGS,
      ]);
      const latestOf = groupBy(latest, (row) => text(row, 'run_uuid'));
      const tagsOf = groupBy(tags, (row) => text(row, 'run_uuid'));
      return chunk.map((row) => runOf(row, latestOf, tagsOf));
    });
  }

  async function history(among: readonly Run[], metric: string, { from, to }: TimeRange): Promise<History> {
    const values: LoggedValue[] = [];
    for (const chunk of chunksOf(among, HISTORY_CHUNK)) {
      // A statement holds up everything else: between two of them others have their turn.
      await new Promise((resolve) => setImmediate(resolve));
      const ids = chunk.map(({ id }) => id);
      const rest = `run_uuid IN (${marks(ids)}) AND key = ? AND (timestamp <= 0 OR (timestamp >= ? AND timestamp <= ?))
        ORDER BY timestamp DESC LIMIT ?`;
      const parameters = [...ids, metric, finite(from), finite(to), limits.values - values.length];
      const names = ['run_uuid', 'timestamp', 'step', 'value', 'is_nan'];
      for (const row of select('metrics', names, rest, parameters)) values.push(valueOf(row));
      if (values.length >= limits.values) break;
    }
    const isCut = values.length >= limits.values;
    return { values, notes: isCut ? [`Only ${limits.values} values are read; older ones were left out.`] : [] };
  }

  const models = (most: number): string[] =>
    columns.has('registered_models')
      ? select('registered_models', ['name'], '1 = 1 ORDER BY last_updated_time DESC LIMIT ?', [most]).map((row) =>
          text(row, 'name'),
        )
      : [];

  function model(modelName: string): RegisteredModel | undefined {
    if (
      !columns.has('registered_models') ||
      select('registered_models', ['name'], 'name = ?', [modelName]).length === 0
    )
      return undefined;
    const aliases = columns.has('registered_model_aliases')
      ? select('registered_model_aliases', ['alias', 'version'], 'name = ? LIMIT 1000', [modelName])
      : [];
    const names = ['version', 'creation_time', 'run_id'];
    const rest = `name = ? AND current_stage IS NOT 'Deleted_Internal' ORDER BY version DESC LIMIT ?`;
    const versions = select('model_versions', names, rest, [modelName, limits.versions]).map((row) => {
      const [version, runId] = [text(row, 'version'), text(row, 'run_id')];
      const own = aliases.filter((alias) => text(alias, 'version') === version).map((alias) => text(alias, 'alias'));
      return { version, created: number(row, 'creation_time'), aliases: own, ...(runId && { runId }) };
    });
    return { name: modelName, versions };
  }

  return {
    who: plainText(name, 100),
    describe: later(() => {
      const [first] = experiments('LIMIT 1', []);
      return {
        product: 'MLflow store (SQLite)',
        notes: first ? [] : [`It has no experiment in the workspace ${workspace}.`],
      };
    }),
    experiment: later((nameOrId: string) => {
      const found = experiments('AND (name = ? OR CAST(experiment_id AS TEXT) = ?) LIMIT 2', [nameOrId, nameOrId]);
      return found.find((experiment) => experiment.name === nameOrId) ?? found[0];
    }),
    experiments: later((most: number) => experiments('ORDER BY experiment_id DESC LIMIT ?', [most])),
    runs: later((ids: readonly string[], most: number, metric?: string) => {
      const logged = `AND EXISTS (SELECT 1 FROM latest_metrics AS l WHERE l.run_uuid = runs.run_uuid AND l.key = ?)`;
      const rest = `experiment_id IN (${marks(ids)}) ${metric === undefined ? '' : logged}
        ORDER BY start_time DESC, run_uuid LIMIT ?`;
      // Ids are integers in the database, and a text equals none of them.
      const numbers = ids.map((id) => (/^\d+$/.test(id) ? Number(id) : id));
      const found = runs(rest, [...numbers, ...(metric === undefined ? [] : [metric]), most + 1], metric);
      return { runs: found.slice(0, most), more: found.length > most };
    }),
    runsById: later((ids: readonly string[]) =>
      chunksOf(ids).flatMap((chunk) => runs(`run_uuid IN (${marks(chunk)})`, chunk)),
    ),
    history,
    models: later(models),
    model: later(model),
    close: database.close,
  };
}

/** The verb as the interface has it; what it throws rejects. */
const later =
  <A extends unknown[], R>(action: (...args: A) => R) =>
  (...args: A): Promise<R> =>
    Promise.resolve().then(() => action(...args));

function runOf(
  row: SqlRow,
  latest: ReadonlyMap<string, readonly SqlRow[]>,
  tags: ReadonlyMap<string, readonly SqlRow[]>,
): Run {
  const id = text(row, 'run_uuid');
  const end = number(row, 'end_time');
  return {
    id,
    experiment: text(row, 'experiment_id'),
    name: text(row, 'name'),
    start: number(row, 'start_time'),
    ...(end > 0 && { end }),
    latest: new Map(
      (latest.get(id) ?? []).map((own): [string, LatestValue] => [
        text(own, 'key'),
        { time: number(own, 'timestamp'), step: number(own, 'step') },
      ]),
    ),
    tags: new Map((tags.get(id) ?? []).map((own): [string, string] => [text(own, 'key'), text(own, 'value')])),
  };
}

function valueOf(row: SqlRow): LoggedValue {
  const value = number(row, 'value');
  // The store cannot hold an infinite value: it has the largest number there is.
  const isInfinite = Math.abs(value) === Number.MAX_VALUE;
  return {
    run: text(row, 'run_uuid'),
    time: number(row, 'timestamp'),
    step: number(row, 'step'),
    value: number(row, 'is_nan') === 1 ? Number.NaN : isInfinite ? value * 2 : value,
  };
}

function chunksOf<T>(items: readonly T[], size = CHUNK): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

const text = (row: SqlRow, column: string): string => String(row[column] ?? '');

const number = (row: SqlRow, column: string): number => Number(row[column] ?? 0);

const finite = (time: number): number =>
  Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.trunc(time)));
