import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { BackendContext, SeriesRequest, Source } from '../../server/src/backends/backend.ts';
import { fetchHttp } from '../../server/src/backends/fetch-http.ts';
import type { Http, HttpRequest } from '../../server/src/backends/http.ts';
import { serverTracking } from '../../server/src/backends/mlflow/client.ts';
import { mlflow } from '../../server/src/backends/mlflow/mlflow.ts';
import { readSeries } from '../../server/src/backends/mlflow/series.ts';
import { dataFiles } from '../../server/src/main/data-files.ts';
import { openSqlite } from '../../server/src/main/sqlite.ts';
import { listModels, readTrainedModel } from '../../server/src/backends/mlflow/trained-model.ts';
import { SourceError } from '../../server/src/backends/source-error.ts';
import { inReverse } from '../support/cleanup.ts';
import { startMlflow, type MlflowServer } from '../../scripts/lib/systems/mlflow.ts';
import { askMlflowClient } from '../support/systems/mlflow-client.ts';
import { systemsPython } from '../../scripts/lib/systems/python.ts';
import { pairs, registryOf, SMALL_PAGES, trainedOf, type Told } from '../support/systems/tell.ts';

const python = systemsPython();
const NOW = Date.UTC(2026, 0, 1);
const START = Date.UTC(2025, 0, 1);
const WEEK = 7 * 86_400_000;
const ALL = { from: -Infinity, to: NOW, maxPoints: 100_000 };

describe('an MLflow server', { skip: 'missing' in python ? python.missing : false }, () => {
  const program = 'missing' in python ? '' : python.program;
  const owner = inReverse({ after });
  let server: MlflowServer;
  let told: Told;
  const asked: HttpRequest[] = [];
  let context: BackendContext;

  before(async () => {
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'production-first-')));
    owner.after(() => rmSync(folder, { recursive: true, force: true }));
    server = await startMlflow(owner, { program, folder });
    await askMlflowClient(program, 'fill', server.url);
    told = (await askMlflowClient(program, 'read', server.url)) as Told;
    const http = fetchHttp({ credentialFor: () => undefined, mayAsk: () => true });
    context = {
      http: (request, signal) => {
        asked.push(request);
        return http(request, signal);
      },
      files: dataFiles({ root: folder, bases: [folder], openDatabase: (file) => openSqlite(file) }),
      signal: new AbortController().signal,
      now: NOW,
    };
  });

  /** The server, and the very same values without it. */
  const rest = (): Source => ({ name: 'tracking', type: 'mlflow', url: server.url, project: 'churn monitoring' });
  const store = (): Source => ({ name: 'tracking', type: 'mlflow', path: 'mlflow.db', project: 'churn monitoring' });
  const series = (
    source: Source,
    metric: string,
    more: Partial<SeriesRequest> = {},
  ): ReturnType<typeof mlflow.series> => mlflow.series(source, { ...ALL, metric, ...more }, context);

  test('the connection test says what answers', async () => {
    assert.deepEqual(await mlflow.describe(rest(), context), { product: 'MLflow 3.17.2', notes: [] });
    assert.deepEqual(await mlflow.describe(store(), context), { product: 'MLflow store (SQLite)', notes: [] });
    const { notes } = await mlflow.describe({ ...rest(), project: 'nothing' }, context);
    assert.deepEqual(notes, ['It has no experiment called “nothing”: change project of the data source.']);
  });

  test('every series is what MLflow’s own client reads, over REST in any paging and from the database', async () => {
    assert.ok(Object.keys(told.series).length >= 8, 'MLflow’s client has read the metrics');
    for (const [metric, expected] of Object.entries(told.series)) {
      asked.length = 0;
      const large = await series(rest(), metric);
      assert.ok(asked.length <= 5, `${metric}: ${asked.length} requests`);
      assert.deepEqual(pairs(large), expected, `${metric} over REST`);
      const small = serverTracking(rest(), context, SMALL_PAGES);
      asked.length = 0;
      const paged = await readSeries(small, rest(), { ...ALL, metric }, SMALL_PAGES);
      assert.ok(asked.length > 5, `${metric}: ${asked.length} requests`);
      assert.deepEqual(pairs(paged), expected, `${metric} in small pages`);
      assert.deepEqual(pairs(await series(store(), metric)), expected, `${metric} from the database`);
    }
  });

  test('a plan can be started from what serves: its version, what trained it and what that has measured', async () => {
    const wanted = trainedOf(told);
    assert.deepEqual(Object.keys(wanted.metrics).sort(), ['auc', 'f1']);
    for (const source of [rest(), store()]) {
      assert.deepEqual(await listModels(source, context), ['churn']);
      assert.deepEqual(await readTrainedModel(source, 'churn', context), wanted);
      await assert.rejects(readTrainedModel(source, 'nothing', context), /has no registered model called “nothing”/);
    }
  });

  test('an experiment may be given by its id', async () => {
    for (const source of [rest(), store()])
      assert.deepEqual(pairs(await series({ ...source, project: told.experiment }, 'auc')), told.series['auc']);
  });

  test('NaN and infinite values are left out, and said', async () => {
    assert.deepEqual(told.notFinite, { 'share of missing: all': 5, ratio: 7 });
    for (const source of [rest(), store()]) {
      const [missing, ratio] = await Promise.all([series(source, 'share of missing: all'), series(source, 'ratio')]);
      assert.deepEqual(missing.notes, ['Left out of “share of missing: all”, being NaN or infinite: 5.']);
      assert.deepEqual(ratio.notes, ['Left out of “ratio”, being NaN or infinite: 7.']);
    }
  });

  test('only the range that is asked for comes, and no more samples than that', async () => {
    const [from, to] = [START + 10 * 3_600_000, START + 1000 * 3_600_000];
    const inside = (told.series['latency'] ?? []).filter(([time]) => time >= from && time <= to);
    assert.equal(inside.length, 991);
    for (const source of [rest(), store()]) {
      assert.deepEqual(pairs(await series(source, 'latency', { from, to })), inside);
      const few = pairs(await series(source, 'latency', { from, to, maxPoints: 40 }));
      assert.ok(few.length <= 40 && few.length >= 30);
      const values = inside.map(([, value]) => value);
      assert.equal(Math.max(...few.map(([, value]) => value)), Math.max(...values));
      assert.equal(Math.min(...few.map(([, value]) => value)), Math.min(...values));
    }
  });

  test('with a version, or an alias of it, runs of others are left out; without, the change is marked', async () => {
    const auc = told.series['auc'] ?? [];
    for (const source of [rest(), store()]) {
      for (const version of ['3', 'champion']) {
        const own = await series(source, 'auc', { model: 'churn', version });
        assert.deepEqual(
          pairs(own),
          auc.filter(([time]) => time >= START + 15 * WEEK),
        );
        assert.deepEqual(own.notes, ['Runs left out, being of other versions (1): 17. Version 3 counts.']);
      }
      const all = await series(source, 'auc', { model: 'churn' });
      assert.deepEqual(all.markers, [{ time: START + 15 * WEEK, kind: 'change', label: 'version 3' }]);
      const late = await series(source, 'auc', { model: 'churn', to: Date.UTC(2100, 0, 1) });
      const registered = told.versions.map(({ version, created }) => ({ version, created }));
      assert.deepEqual(
        late.markers.filter(({ kind }) => kind === 'deployed').map(({ time }) => time),
        registered
          .filter(({ version }) => version !== '3')
          .map(({ created }) => created)
          .sort((a, b) => a - b),
      );
    }
  });

  test('without project the runs of the registered model tell the experiment', async () => {
    for (const { name, type, ...place } of [rest(), store()]) {
      const source = { name, type, ...(place.url ? { url: place.url } : { path: place.path ?? '' }) };
      const found = await series(source, 'auc', { model: 'churn', version: '4' });
      assert.deepEqual(
        found.samples.map(({ value }) => Number(value.toFixed(6))),
        // Nothing says whose the run of the deleted version is: then it counts.
        [0.92, 0.94],
      );
      const named = await series(source, 'auc', { model: 'churn monitoring' });
      assert.deepEqual(pairs(named), told.series['auc']);
      await assert.rejects(series(source, 'auc', { model: 'other' }), (error) => {
        assert.ok(error instanceof SourceError && error.reason === 'not-found');
        assert.match(error.message, /Add project.*It has .*“churn monitoring”/s);
        return true;
      });
    }
  });

  test('what is not there is said with what is', async () => {
    for (const source of [rest(), store()]) {
      const none = await series(source, 'recall');
      assert.deepEqual(none.samples, []);
      assert.match(none.notes[0] ?? '', /^No run has logged “recall”; they have “auc”, /);
      await assert.rejects(series({ ...source, project: 'churn-monitoring' }, 'auc'), (error) => {
        assert.ok(error instanceof SourceError && error.reason === 'not-found');
        assert.match(error.message, /has no experiment called “churn-monitoring”\. It has .*“churn monitoring”/);
        return true;
      });
      await assert.rejects(
        mlflow.registry?.(source, 'absent', context) ?? Promise.resolve(),
        /no registered model called “absent”/,
      );
    }
  });

  test('the registry is what MLflow’s client reads', async () => {
    assert.deepEqual(
      told.versions.map(({ version }) => version),
      ['4', '3', '1'],
    );
    for (const source of [rest(), store()]) {
      const found = await mlflow.registry?.(source, 'churn', context);
      const sorted = found?.versions.map((version) => ({ ...version, aliases: [...version.aliases].sort() }));
      assert.deepEqual({ ...found, versions: sorted }, registryOf(told));
    }
  });

  test('metrics are listed', async () => {
    for (const source of [rest(), store()])
      assert.deepEqual(
        (await mlflow.list(source, context)).map(({ name }) => name),
        Object.keys(told.series).sort(),
      );
  });

  test('drift is found by its names', async () => {
    const columns = [
      { column: 'age', method: 'psi' },
      { column: 'income', method: 'ks' },
      { column: 'region', method: 'jensenshannon' },
      { column: 'tenure', method: 'psi' },
    ];
    for (const source of [rest(), store()]) {
      const drift = await mlflow.drift?.(source, { ...ALL, columns }, context);
      assert.deepEqual(
        drift?.series.map(({ column, direction, samples }) => [
          column,
          direction,
          samples.map((s) => [s.time, s.score]),
        ]),
        [
          ['age', 'distance', told.series['psi/age']],
          ['income', 'p-value', told.series['drift/ks/income']],
          ['region', 'distance', told.series['jensenshannon.region']],
        ],
      );
      assert.deepEqual(drift.notes, ['Columns whose drift no run has logged, as “psi/tenure”: 1.']);
    }
  });

  test('its pages can be opened', async () => {
    const [plain, model] = [
      mlflow.link?.({ ...rest(), project: told.experiment }, ALL),
      mlflow.link?.({ name: 'x', type: 'mlflow', url: `${server.url}/` }, { ...ALL, model: 'churn', version: '3' }),
    ];
    assert.equal(plain, `${server.url}/#/experiments/${told.experiment}`);
    assert.equal(model, `${server.url}/#/models/churn/versions/3`);
    assert.equal(mlflow.link?.(store(), ALL), undefined);
    assert.equal((await fetch(plain)).status, 200);
  });

  test('a tenant on a server without workspaces, and a name the server does not know, are explained', async () => {
    await assert.rejects(mlflow.describe({ ...rest(), tenant: 'team' }, context), /no workspaces\. Remove tenant/);
    const foreign = { ...context, http: underName('mlflow.example') };
    await assert.rejects(
      mlflow.describe(rest(), foreign),
      /does not answer under this name\. Start it with --allowed-hosts/,
    );
  });

  test('the database can be read while the server writes to it', async () => {
    const writing = askMlflowClient(program, 'stream', server.url, ['4']);
    const live: Source = { ...store(), project: 'live' };
    const counts: number[] = [];
    let last: unknown;
    void writing.then((count) => (last = count));
    while (last === undefined) {
      const now = await series(live, 'live').catch((error: unknown) => {
        assert.ok(error instanceof SourceError && error.reason === 'not-found', String(error));
        return undefined;
      });
      if (now) counts.push(now.samples.length);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.ok(new Set(counts).size > 5, `saw it grow: ${counts.join(' ')}`);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    );
    for (const source of [live, { ...rest(), project: 'live' }]) {
      const { samples } = await series(source, 'live');
      assert.equal(samples.length, last);
      assert.ok(samples.every(({ time, value }, index) => value === index && time === START + index * 1000));
    }
  });

  test('cancelled while it is asked, it says so at once', async () => {
    const controller = new AbortController();
    const reading = mlflow.series(rest(), { ...ALL, metric: 'latency' }, { ...context, signal: controller.signal });
    setTimeout(() => controller.abort(), 10);
    await assert.rejects(reading, (error) => error instanceof SourceError && error.reason === 'cancelled');
  });

  test('a server that has gone is unreachable; its database can still be read', async () => {
    await server.stop();
    await assert.rejects(series(rest(), 'auc'), (error) => {
      assert.ok(error instanceof SourceError && error.reason === 'unreachable', String(error));
      return true;
    });
    assert.deepEqual(pairs(await series(store(), 'auc')), told.series['auc']);
  });
});

/** Asks as if the server had this name: fetch would set Host itself. */
const underName =
  (host: string): Http =>
  (request) =>
    new Promise((resolve, reject) => {
      const { url, method, body } = request;
      const sent = httpRequest(url, { method, headers: { ...request.headers, host } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: { 'content-type': response.headers['content-type'] ?? '' },
            body: text,
          }),
        );
      });
      sent.on('error', reject).end(body);
    });
