import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fetchHttp } from '../../server/src/backends/fetch-http.ts';
import { mlflow } from '../../server/src/backends/mlflow/mlflow.ts';
import { dataFiles } from '../../server/src/main/data-files.ts';
import { openSqlite } from '../../server/src/main/sqlite.ts';
import { inReverse } from '../support/cleanup.ts';
import { fileContext } from '../support/memory-files.ts';
import { scratch } from '../support/scratch.ts';
import { startMlflow } from '../../scripts/lib/systems/mlflow.ts';
import { systemsPython } from '../../scripts/lib/systems/python.ts';

const python = systemsPython();
const ALL = { from: -Infinity, to: Infinity, maxPoints: 100, metric: 'auc' };

test(
  'a server below a path sees of each workspace its own',
  { skip: 'missing' in python && python.missing },
  async (t) => {
    const folder = scratch(t, {});
    const program = 'missing' in python ? '' : python.program;
    const options = { program, folder, prefix: '/ml', args: ['--enable-workspaces'] };
    const { url } = await startMlflow(inReverse(t), options);
    const files = dataFiles({ root: folder, bases: [folder], openDatabase: (file) => openSqlite(file) });
    const http = fetchHttp({ credentialFor: () => undefined, mayAsk: () => true });
    const context = { ...fileContext(files), http };

    async function post(path: string, body: unknown, workspace = 'default'): Promise<Record<string, unknown>> {
      const headers = { 'content-type': 'application/json', 'x-mlflow-workspace': workspace };
      const answer = await fetch(`${url}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      assert.ok(answer.ok, await answer.clone().text());
      return (await answer.json()) as Record<string, unknown>;
    }
    await post('3.0/mlflow/workspaces', { name: 'team-a' });
    for (const [workspace, value] of [
      ['default', 0.1],
      ['team-a', 0.2],
    ] as const) {
      const { experiment_id } = await post('2.0/mlflow/experiments/create', { name: 'live' }, workspace);
      const { run } = await post('2.0/mlflow/runs/create', { experiment_id, start_time: 1000 }, workspace);
      const { run_id } = (run as { info: { run_id: string } }).info;
      await post('2.0/mlflow/runs/log-metric', { run_id, key: 'auc', value, timestamp: 2000, step: 0 }, workspace);
    }

    for (const place of [{ url }, { path: 'mlflow.db' }]) {
      const source = { name: 's', type: 'mlflow', project: 'live', ...place };
      const [own, usual] = await Promise.all([
        mlflow.series({ ...source, tenant: 'team-a' }, ALL, context),
        mlflow.series(source, ALL, context),
      ]);
      assert.deepEqual(own.samples, [{ time: 2000, value: 0.2 }]);
      assert.deepEqual(usual.samples, [{ time: 2000, value: 0.1 }]);
      await assert.rejects(mlflow.series({ ...source, tenant: 'nobody' }, ALL, context), { reason: 'not-found' });
    }
    const foreign = { name: 's', type: 'mlflow', url, tenant: 'nobody' };
    await assert.rejects(mlflow.list(foreign, context), /Workspace 'nobody' not found\. Change tenant/);
    const above = { name: 's', type: 'mlflow', url: url.replace(/\/ml$/, '') };
    await assert.rejects(mlflow.describe(above, context), /has nothing at this address \(404\)\. Check the path/);
  },
);
