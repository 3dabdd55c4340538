import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import type { BackendContext, Source } from '../../../../server/src/backends/backend.ts';
import { mlflow, mlflowStore } from '../../../../server/src/backends/mlflow/mlflow.ts';
import { dataFiles } from '../../../../server/src/main/data-files.ts';
import { openSqlite } from '../../../../server/src/main/sqlite.ts';
import { fileContext, memoryFiles } from '../../../support/memory-files.ts';
import { scratch } from '../../../support/scratch.ts';

const ALL = { from: -Infinity, to: Infinity, maxPoints: 1000 };

/** The schema of MLflow 1.0: no steps in time, no aliases, no workspaces, no deleted versions. */
const OLD = `
  CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name TEXT, lifecycle_stage TEXT);
  CREATE TABLE runs (run_uuid TEXT PRIMARY KEY, start_time BIGINT, end_time BIGINT, lifecycle_stage TEXT, experiment_id INTEGER);
  CREATE TABLE metrics (key TEXT, value FLOAT, timestamp BIGINT, run_uuid TEXT);
  CREATE TABLE latest_metrics (key TEXT, value FLOAT, timestamp BIGINT, run_uuid TEXT);
  CREATE TABLE tags (key TEXT, value TEXT, run_uuid TEXT);
  CREATE TABLE registered_models (name TEXT);
  CREATE TABLE model_versions (name TEXT, version INTEGER, creation_time BIGINT, current_stage TEXT, run_id TEXT);
  INSERT INTO experiments VALUES (0, 'Default', 'active'), (1, 'gone', 'deleted');
  INSERT INTO runs VALUES ('r', 5, NULL, 'active', 0), ('d', 6, 7, 'deleted', 0);
  INSERT INTO metrics VALUES ('auc', 0.5, 10, 'r'), ('auc', 1.7976931348623157e308, 11, 'r'), ('auc', 0.1, 12, 'd');
  INSERT INTO latest_metrics VALUES ('auc', 0.5, 11, 'r'), ('auc', 0.1, 12, 'd');
  INSERT INTO registered_models VALUES ('m');
  INSERT INTO model_versions VALUES ('m', 10, 3, 'Production', 'r'), ('m', 9, 2, NULL, NULL), ('m', 11, 4, 'Deleted_Internal', 'r');`;

function database(t: TestContext, sql: string): { source: Source; context: BackendContext } {
  const folder = scratch(t, {});
  const made = new DatabaseSync(path.join(folder, 'mlflow.db'));
  made.exec(sql);
  made.close();
  const files = dataFiles({ root: folder, bases: [folder], openDatabase: (file) => openSqlite(file) });
  return {
    source: { name: 's', type: 'mlflow', path: './mlflow.db', project: 'Default' },
    context: fileContext(files),
  };
}

test('a database of an old MLflow is read as far as it goes', async (t) => {
  const { source, context } = database(t, OLD);
  const found = await mlflow.series(source, { ...ALL, metric: 'auc' }, context);
  assert.deepEqual(found.samples, [{ time: 10, value: 0.5 }]);
  assert.deepEqual(found.notes, ['Left out of “auc”, being NaN or infinite: 1.']);
  const registry = await mlflow.registry?.(source, 'm', context);
  assert.deepEqual(registry?.versions, [
    { version: '10', created: 3, aliases: [], runId: 'r', trained: 3 },
    { version: '9', created: 2, aliases: [] },
  ]);
  await assert.rejects(
    mlflow.series({ ...source, project: 'gone' }, { ...ALL, metric: 'auc' }, context),
    /no experiment/,
  );
});

test('a workspace sees its own experiments only', async (t) => {
  const sql = `${OLD} ALTER TABLE experiments ADD workspace TEXT; UPDATE experiments SET workspace = 'team'`;
  const { source, context } = database(t, sql);
  assert.equal(
    (await mlflow.series({ ...source, tenant: 'team' }, { ...ALL, metric: 'auc' }, context)).samples.length,
    1,
  );
  await assert.rejects(mlflow.series(source, { ...ALL, metric: 'auc' }, context), /no experiment/);
});

test('another database, and one whose table is a view that never ends, are refused', async (t) => {
  const endless = `${OLD} DROP TABLE metrics; CREATE VIEW metrics AS
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'auc' AS key, i AS value, i AS timestamp, 'r' AS run_uuid FROM n`;
  for (const sql of ['CREATE TABLE other (a)', endless]) {
    const { source, context } = database(t, sql);
    await assert.rejects(
      mlflow.series(source, { ...ALL, metric: 'auc' }, context),
      /none of MLflow’s: it has no table .*metrics/,
    );
  }
});

const META = "experiment_id: '1'\nlifecycle_stage: active\nname: 'é: #1\n\n  two'\n";

test('a folder mlruns: deleted runs, damaged files and names that lead out are left out', async () => {
  const files = memoryFiles({
    'mlruns/models/m/meta.yaml': 'name: m\n',
    'mlruns/models/m/version-2/meta.yaml': 'creation_timestamp: 20\nrun_id: good\ncurrent_stage: None\n',
    'mlruns/models/m/version-1/meta.yaml': 'creation_timestamp: 10\ncurrent_stage: Deleted_Internal\n',
    'mlruns/models/m/aliases/champion': '2\n',
    'mlruns/1/meta.yaml': META,
    'mlruns/1/good/meta.yaml': 'run_id: good\nstart_time: 5\nend_time: null\n',
    'mlruns/1/good/metrics/drift/psi/age': '10 0.5 0\nhalf a li',
    'mlruns/1/deleted/meta.yaml': 'lifecycle_stage: deleted\n',
    'mlruns/1/deleted/metrics/drift/psi/age': '11 9 0\n',
    'mlruns/1/damaged/meta.yaml': '[: {{{\n',
    'mlruns/1/damaged/metrics/drift/psi/age': '12 9 0\n',
    'mlruns/1/traces/meta.yaml': 'run_id: traces\n',
    'secret/age': '13 9 0\n',
  });
  const source: Source = { name: 's', type: 'file', path: 'mlruns', project: '1' };
  const context = fileContext(files);
  assert.equal(await mlflowStore.knows('mlruns', files), true);
  assert.equal(await mlflowStore.knows('secret', files), false);
  const found = await mlflow.series(
    source,
    { ...ALL, metric: 'drift/psi/age', model: 'm', version: 'champion' },
    context,
  );
  assert.deepEqual(found.samples, [{ time: 10, value: 0.5 }]);
  assert.deepEqual(found.markers, [{ time: 20, kind: 'deployed', label: 'version 2 (champion)' }]);
  assert.deepEqual(await mlflow.list(source, context), [{ name: 'drift/psi/age' }]);
  for (const metric of ['../../../../secret/age', 'drift/../drift/psi/age', 'drift//psi/age', 'drift'])
    assert.deepEqual((await mlflow.series(source, { ...ALL, metric }, context)).samples, [], metric);
  await assert.rejects(mlflow.registry?.(source, '../1', context) ?? Promise.resolve(), /no registered model/);
});

test('without url and path it says what is missing', async () => {
  await assert.rejects(
    mlflow.describe({ name: 's', type: 'mlflow' }, fileContext(memoryFiles({}))),
    /neither url nor path/,
  );
});
