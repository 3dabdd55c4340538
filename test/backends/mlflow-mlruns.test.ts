import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { mlflow, mlflowStore } from '../../server/src/backends/mlflow/mlflow.ts';
import type { Source } from '../../server/src/backends/backend.ts';
import { listModels, readTrainedModel } from '../../server/src/backends/mlflow/trained-model.ts';
import { dataFiles } from '../../server/src/main/data-files.ts';
import { openSqlite } from '../../server/src/main/sqlite.ts';
import { fileContext } from '../support/memory-files.ts';
import { askMlflowClient } from '../support/systems/mlflow-client.ts';
import { systemsPython } from '../../scripts/lib/systems/python.ts';
import { pairs, registryOf, trainedOf, type Told } from '../support/systems/tell.ts';

const python = systemsPython();
const ALL = { from: -Infinity, to: Date.UTC(2027, 0, 1), maxPoints: 100_000 };
const START = Date.UTC(2025, 0, 1);

describe('a folder mlruns that MLflow has written', { skip: 'missing' in python ? python.missing : false }, () => {
  const program = 'missing' in python ? '' : python.program;
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'production-first-')));
  const files = dataFiles({ root: folder, bases: [folder], openDatabase: (file) => openSqlite(file) });
  const context = fileContext(files);
  const source: Source = { name: 'history', type: 'file', path: 'mlruns/', project: 'churn monitoring' };
  let told: Told;

  before(async () => {
    const uri = `file://${folder}/mlruns`;
    await askMlflowClient(program, 'fill', uri);
    told = (await askMlflowClient(program, 'read', uri)) as Told;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('it is known, and a folder of artifacts is not', async () => {
    assert.equal(await mlflowStore.knows('mlruns/', files), true);
    assert.equal(await mlflowStore.knows(`mlruns/${told.experiment}`, files), false);
    assert.equal(await mlflowStore.knows('mlruns/*.csv', files), false);
    assert.deepEqual(await mlflow.describe(source, context), { product: 'MLflow store (mlruns)', notes: [] });
  });

  test('a plan can be started from what serves', async () => {
    assert.deepEqual(await listModels({ ...source, type: 'mlflow' }, context), ['churn']);
    assert.deepEqual(await readTrainedModel({ ...source, type: 'mlflow' }, 'churn', context), trainedOf(told));
  });

  test('every series is what MLflow’s own client reads', async () => {
    assert.ok(Object.keys(told.series).length >= 8, 'MLflow’s client has read the metrics');
    for (const [metric, expected] of Object.entries(told.series)) {
      const found = await mlflow.series(source, { ...ALL, metric }, context);
      assert.deepEqual(pairs(found), expected, metric);
      const notFinite = told.notFinite[metric];
      const note = `Left out of “${metric}”, being NaN or infinite: ${notFinite ?? 0}.`;
      assert.deepEqual(found.notes, notFinite === undefined ? [] : [note]);
    }
    const listed = await mlflow.list(source, context);
    assert.deepEqual(
      listed.map(({ name }) => name),
      Object.keys(told.series).sort(),
    );
  });

  test('a version, the registry, drift and what is not there', async () => {
    const own = await mlflow.series(source, { ...ALL, metric: 'auc', model: 'churn', version: 'champion' }, context);
    assert.deepEqual(
      pairs(own),
      told.series['auc']?.filter(([time]) => time >= START + 15 * 7 * 86_400_000),
    );
    const registry = await mlflow.registry?.(source, 'churn', context);
    const versions = registry?.versions.map((version) => ({ ...version, aliases: [...version.aliases].sort() }));
    assert.deepEqual({ ...registry, versions }, registryOf(told));
    const columns = [{ column: 'income', method: 'ks' }];
    const drift = await mlflow.drift?.(source, { ...ALL, columns }, context);
    assert.deepEqual(
      drift?.series[0]?.samples.map(({ time, score }) => [time, score]),
      told.series['drift/ks/income'],
    );
    await assert.rejects(
      mlflow.series({ ...source, project: 'x' }, { ...ALL, metric: 'auc' }, context),
      /It has .*“churn/,
    );
  });

  test('a path that leads nowhere says so', async () => {
    await assert.rejects(mlflow.describe({ ...source, path: 'mlflow.db' }, context), /no MLflow store at mlflow\.db/);
  });
});
