import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { MLFLOW_QUIET } from '../../scripts/lib/systems/mlflow-quiet.ts';
import { startMlflow } from '../../scripts/lib/systems/mlflow.ts';
import { run, type Run } from '../../scripts/lib/python.ts';
import { examplePython, scaffoldPython, systemsPython } from '../../scripts/lib/systems/python.ts';
import { folderWith } from '../support/cli.ts';
import { EXAMPLE_CONTRACTS, USAGE_CONTRACTS } from '../support/contracts.ts';
import { FULL_PLAN } from '../support/full-plan.ts';
import { pythonScripts } from '../support/systems/python-scripts.ts';
import { EXAMPLE_PLAN, rendered, SOUND_PLANS } from '../support/rendered.ts';

const PLANS: Readonly<Record<string, string>> = { example: EXAMPLE_PLAN, full: FULL_PLAN, ...SOUND_PLANS };
const [tools, systems] = [scaffoldPython(), systemsPython()];
const skip = 'missing' in tools ? tools.missing : 'missing' in systems ? systems.missing : false;
const programOf = (python: typeof tools): string => ('program' in python ? python.program : '');

/** A folder with what targets make of a plan, removed after the test. */
function scaffolded(
  t: TestContext,
  plan: string,
  targets: readonly string[],
  contracts = USAGE_CONTRACTS,
): { readonly folder: string; readonly paths: readonly string[] } {
  const folder = folderWith(t, {});
  const files = targets.flatMap((target) => rendered(plan, target, contracts).files);
  for (const { path: name, text } of files) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return { folder, paths: files.map((file) => file.path) };
}

test('Airflow imports every DAG, with its schedule and its tasks in their order', { skip }, (t) => {
  const home = folderWith(t, {});
  const dags = Object.entries(PLANS).map(([name, plan]) => {
    const { folder, paths } = scaffolded(t, plan, ['airflow']);
    const dag = paths[0] ?? '';
    return [name, path.join(folder, path.dirname(dag))] as const;
  });
  const script = `
import json, sys
try:
    from airflow.dag_processing.dagbag import DagBag
except ImportError:
    from airflow.models.dagbag import DagBag
found = {}
for name, folder in json.loads(sys.argv[1]):
    bag = DagBag(dag_folder=folder)
    found[name] = {
        "errors": list(bag.import_errors.values()),
        "dags": {
            key: [str(dag.schedule), dag.catchup, {task.task_id: sorted(task.downstream_task_ids) for task in dag.tasks}]
            for key, dag in bag.dags.items()
        },
    }
print("RESULT" + json.dumps(found))`;
  const { status, stdout, stderr } = run(programOf(tools), ['-c', script, JSON.stringify(dags)], {
    env: {
      ...process.env,
      AIRFLOW_HOME: home,
      AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
      AIRFLOW__LOGGING__LOGGING_LEVEL: 'ERROR',
    },
  });
  assert.equal(status, 0, stderr);
  const found = JSON.parse(/^RESULT(.*)$/m.exec(stdout)?.[1] ?? '{}') as Record<
    string,
    { errors: string[]; dags: Record<string, [schedule: string, catchup: boolean, tasks: Record<string, string[]>]> }
  >;
  for (const [name, { errors, dags: bag }] of Object.entries(found)) {
    assert.deepEqual(errors, [], name);
    assert.equal(Object.keys(bag).length, 1, name);
  }
  assert.deepEqual(found['full']?.dags['churn-classifier-retrain'], [
    '0 3 1 * *',
    false,
    { train: ['validate'], validate: ['promote'], promote: ['verify'], verify: [] },
  ]);
  // The example has no registry that could be promoted in, and the weld inspection no schedule.
  assert.equal(found['image-classification']?.dags['weld-inspection-retrain']?.[0], 'None');
});

test('the gate lets through what fulfils the plan, and nothing else', { skip }, async (t) => {
  const { folder, paths } = scaffolded(t, FULL_PLAN, ['github-actions']);
  const gate = paths.find((one) => one.endsWith('_gate.py')) ?? '';
  const python = pythonScripts(t, 'python3', { cwd: folder });
  const judge = (metrics: unknown, champion?: unknown): Promise<Run> => {
    writeFileSync(path.join(folder, 'new.json'), typeof metrics === 'string' ? metrics : JSON.stringify(metrics));
    writeFileSync(path.join(folder, 'old.json'), JSON.stringify(champion ?? {}));
    const more = champion === undefined ? [] : ['--champion', 'old.json'];
    return python(gate, '--metrics', 'new.json', ...more);
  };
  assert.equal((await judge({ auc: 0.9 })).status, 0);
  assert.equal((await judge({ auc: 0.8999 })).status, 1);
  assert.match((await judge({ auc: 0.8999 })).stderr, /auc is 0\.8999, not >= 0\.9/);
  // Better by the margin of 0.005, which binary numbers only come near to.
  assert.equal((await judge({ auc: 0.905 }, { auc: 0.9 })).status, 0);
  assert.equal((await judge({ auc: 0.904 }, { auc: 0.9 })).status, 1);
  for (const broken of [{}, { auc: 'high' }, { auc: true }, { auc: null }, [], '{', 'NaN', '{"auc": NaN}'])
    assert.equal((await judge(broken)).status, 2, JSON.stringify(broken));
});

test('Feast applies the repository, and has the views and services of the plan', { skip }, (t) => {
  const { folder, paths } = scaffolded(t, FULL_PLAN, ['feast']);
  const repo = path.join(folder, path.dirname(paths[0] ?? ''));
  const table = path.join(folder, 'usage.parquet');
  const make = `
import datetime, sys
import pandas as pd
now = datetime.datetime(2026, 11, 1, tzinfo=datetime.timezone.utc)
pd.DataFrame({"customer_id": ["a", "b"], "at": [now, now], "tenure": [1.0, 2.0], "plan": ["x", "y"], "logins": [3, 4]}).to_parquet(sys.argv[1])`;
  assert.equal(run(programOf(tools), ['-c', make, table]).status, 0);
  const apply = `
import sys
from feast.cli.cli import cli
try:
    cli(["-c", sys.argv[1], "apply"], standalone_mode=True)
except SystemExit as exit:
    assert not exit.code, exit.code
from feast import FeatureStore
store = FeatureStore(sys.argv[1])
for view in store.list_feature_views():
    print("VIEW", view.name, view.join_keys, [(field.name, str(field.dtype)) for field in view.features])
for service in store.list_feature_services():
    print("SERVICE", service.name)`;
  mkdirSync(path.join(repo, 'data'), { recursive: true });
  const env = { ...process.env, FEAST_USAGE: 'False', FEAST_TELEMETRY: 'False' };
  const { status, stdout, stderr } = run(programOf(tools), ['-c', apply, repo], {
    env: { ...env, FEAST_USAGE_EVENTS: table },
  });
  assert.equal(status, 0, stdout + stderr);
  assert.match(
    stdout,
    /^VIEW usage_events \['customer_id'\] \[\('tenure', 'Float64'\), \('plan', 'String'\), \('logins', 'Int64'\)\]$/m,
  );
  assert.match(stdout, /^SERVICE churn_v3$/m);
});

test('dbt parses the sources, with freshness and tests', { skip }, (t) => {
  const folders = Object.values(PLANS).map((plan) => {
    const { folder } = scaffolded(t, plan, ['dbt'], new Map([...USAGE_CONTRACTS, ...EXAMPLE_CONTRACTS]));
    const project = 'name: checked\nversion: 1.0.0\nprofile: checked\nmodel-paths: [models]\n';
    writeFileSync(path.join(folder, 'dbt_project.yml'), project);
    const profiles = 'checked: {target: here, outputs: {here: {type: duckdb, path: ":memory:"}}}\n';
    writeFileSync(path.join(folder, 'profiles.yml'), profiles);
    return folder;
  });
  const parse = `
import sys
from dbt.cli.main import dbtRunner
for folder in sys.argv[1:]:
    result = dbtRunner().invoke(["parse", "--project-dir", folder, "--profiles-dir", folder, "--no-partial-parse", "--warn-error"])
    assert result.success, (folder, result.exception)
    for source in result.result.sources.values():
        print("SOURCE", source.schema, source.name, source.freshness.error_after.count, source.freshness.error_after.period)
    for node in result.result.nodes.values():
        print("NODE", node.name)`;
  const { status, stdout, stderr } = run(programOf(tools), ['-c', parse, ...folders], {
    env: { ...process.env, DBT_SEND_ANONYMOUS_USAGE_STATS: 'False', DO_NOT_TRACK: '1' },
    cwd: folders[0] ?? '',
  });
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /SOURCE churn_classifier usage_events 2 (?:TimePeriod\.)?hour/);
  assert.match(stdout, /SOURCE warehouse churn_outcomes None None/);
  assert.match(stdout, /NODE source_not_null_churn_classifier_usage_events_customer_id/);
  assert.match(stdout, /NODE source_unique_churn_classifier_labels_churn_outcomes_customer_id/);
});

test('Great Expectations notices what is not as the contract has it', { skip }, async (t) => {
  const { folder, paths } = scaffolded(t, FULL_PLAN, ['great-expectations']);
  const rows = ['customer_id,at,tenure,plan,logins', 'a,2026-11-01,1.5,x,1', 'b,2026-11-02,2.5,y,2'];
  const python = pythonScripts(t, programOf(tools), { cwd: folder });
  const check = (lines: readonly string[]): Promise<Run> => {
    writeFileSync(path.join(folder, 'usage.csv'), `${lines.join('\n')}\n`);
    return python(paths[0] ?? '', 'usage_events', 'usage.csv');
  };
  const sound = await check(rows);
  assert.equal(sound.status, 0, sound.stderr);
  const faulty = await check([...rows, 'c,2026-11-03,,z,many'].map((row) => row.replace(/^[^,]*,/, '')));
  assert.equal(faulty.status, 1, faulty.stderr);
  assert.match(faulty.stderr, /^tenure: expect_column_values_to_not_be_null$/m);
  assert.match(faulty.stderr, /^logins: expect_column_values_to_be_in_type_list$/m);
  assert.match(faulty.stderr, /^customer_id: expect_column_to_exist$/m);
  assert.equal((await python(paths[0] ?? '', 'usage_events', 'gone.csv')).status, 2);
});

test('the coverage query counts outcomes of predictions that are old enough', { skip }, (t) => {
  const { folder, paths } = scaffolded(t, FULL_PLAN, ['feedback']);
  const [schema, query] = paths;
  const script = `
import json, sys
import duckdb
base = duckdb.connect()
base.execute("CREATE SCHEMA warehouse")
base.execute("CREATE TABLE churn_classifier_predictions (customer_id VARCHAR, predicted_at TIMESTAMPTZ)")
base.execute("CREATE TABLE warehouse.churn_outcomes (customer_id VARCHAR, churned BOOLEAN)")
query = open(sys.argv[1], encoding="utf-8").read()
answers = [base.execute(query).fetchone()]
for number in range(20):
    base.execute("INSERT INTO churn_classifier_predictions VALUES (?, now() - INTERVAL 10 DAY)", [str(number)])
base.execute("INSERT INTO churn_classifier_predictions VALUES ('young', now() - INTERVAL 6 DAY)")
for number in range(18):
    base.execute("INSERT INTO warehouse.churn_outcomes VALUES (?, TRUE), (?, TRUE)", [str(number), str(number)])
answers.append(base.execute(query).fetchone())
base.execute("INSERT INTO warehouse.churn_outcomes VALUES ('18', FALSE)")
answers.append(base.execute(query).fetchone())
print(json.dumps(answers))`;
  const { status, stdout, stderr } = run(programOf(tools), ['-c', script, query ?? ''], { cwd: folder });
  assert.equal(status, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), [
    [0, 0, null, false],
    [20, 18, 0.9, false],
    [20, 19, 0.95, true],
  ]);
  assert.match(schema ?? '', /\.schema\.json$/);
});

test('a real MLflow: promote, break, go back, read back', { skip }, async (t) => {
  const { folder, paths } = scaffolded(t, FULL_PLAN, ['mlflow-rollback']);
  const server = await startMlflow(t, { program: programOf(systems), folder: folderWith(t, {}) });
  const client = `
import sys
from mlflow import MlflowClient
client = MlflowClient(sys.argv[1], sys.argv[1])
client.create_registered_model("churn")
experiment = client.create_experiment("churn")
for _ in range(3):
    run = client.create_run(experiment)
    client.create_model_version("churn", f"{run.info.artifact_uri}/model", run.info.run_id)
client.set_registered_model_alias("churn", "champion", "1")
client.set_registered_model_alias("churn", "challenger", "2")`;
  const env = { ...process.env, ...MLFLOW_QUIET, MLFLOW_TRACKING_URI: server.url };
  const made = run(programOf(systems), ['-c', client, server.url], { cwd: folder, env });
  assert.equal(made.status, 0, made.stderr);
  const script = paths[0] ?? '';
  const python = pythonScripts(t, programOf(systems), { cwd: folder, env });
  const serving = async (): Promise<string | undefined> =>
    /^champion: (\S+)$/m.exec((await python(script, 'status')).stdout)?.[1];
  const does = async (status: number, ...args: readonly string[]): Promise<Run> => {
    const result = await python(script, ...args);
    assert.equal(result.status, status, `${args.join(' ')}: ${result.stdout}${result.stderr}`);
    return result;
  };
  // Nothing served before: there is no way back, and it says so.
  assert.match((await does(1, 'rollback', '--apply')).stderr, /not known what served before champion/);
  assert.match((await does(0, 'promote')).stdout, /champion: 1 -> 2\nNothing was changed/);
  assert.equal(await serving(), '1');
  await does(1, 'verify');
  await does(0, 'promote', '--apply');
  assert.equal(await serving(), '2');
  await does(0, 'verify');
  assert.match((await does(0, 'promote', '--apply')).stdout, /Nothing to do/);
  await does(0, 'rollback');
  assert.equal(await serving(), '2');
  await does(0, 'rollback', '--apply');
  assert.equal(await serving(), '1');
  assert.match((await does(0, 'rollback', '--apply')).stdout, /Nothing to do: champion is version 1/);
  // A version by its number, and one that is not there: nothing is changed.
  await does(0, 'promote', '--version', '3', '--apply');
  assert.equal(await serving(), '3');
  assert.match((await does(1, 'promote', '--version', '99', '--apply')).stderr, /no version 99/);
  await does(0, 'rollback', '--apply');
  assert.equal(await serving(), '1');
  await server.stop();
  assert.match((await does(1, 'status', '--tracking-uri', 'http://127.0.0.1:9')).stderr, /MLflow refused/);
});

test('the Evidently job tells drift of the example’s flights as the plan has it', { skip }, async (t) => {
  const example = examplePython();
  assert.ok('program' in example);
  const { folder, paths } = scaffolded(t, EXAMPLE_PLAN, ['evidently'], EXAMPLE_CONTRACTS);
  const tables = `
import sys
import pandas as pd
from flights import between, load_flights
flights = load_flights()
# In place of a model's: to train one takes longer than all that is tried here.
flights = flights.assign(prediction=flights["airport_delay"].clip(0, 60) / 60)
for name, start, end in (("reference", "2013-01-01", "2013-03-01"), ("near", "2013-02-01", "2013-03-01"), ("summer", "2013-07-01", "2013-08-01")):
    between(flights, pd.Timestamp(start), pd.Timestamp(end)).to_csv(f"{sys.argv[1]}/{name}.csv", index=False)`;
  const made = run(example.program, ['-c', tables, folder], { cwd: 'examples/flight-delays/src' });
  assert.equal(made.status, 0, made.stderr);
  const python = pythonScripts(t, programOf(systems), { cwd: folder, env: { ...process.env, DO_NOT_TRACK: '1' } });
  const job = (current: string, ...more: readonly string[]): Promise<Run> =>
    python(paths[0] ?? '', '--reference', 'reference.csv', '--current', current, ...more);
  const near = await job('near.csv');
  assert.equal(near.status, 0, near.stdout + near.stderr);
  assert.equal([...near.stdout.matchAll(/^\w+\tpsi\t[\d.e-]+\tok$/gm)].length, 5);
  const summer = await job('summer.csv', '--output', 'reports');
  assert.equal(summer.status, 1, summer.stdout + summer.stderr);
  assert.match(summer.stdout, /\tcritical$/m);
  assert.equal(
    run('python3', ['-c', 'import glob, json; json.load(open(glob.glob("reports/*.json")[0]))'], { cwd: folder })
      .status,
    0,
  );
  writeFileSync(path.join(folder, 'other.csv'), 'a,b\n1,2\n');
  assert.match((await job('other.csv')).stderr, /current data lack airport_delay/);
  assert.equal((await job('gone.csv')).status, 2);
});

test('Grafana’s own model of dashboards knows everything in them', { skip }, (t) => {
  const misspelt = JSON.parse(rendered(EXAMPLE_PLAN, 'grafana-dashboard').files[0]?.text ?? '') as {
    panels: { fieldConfig?: object; fieldConfigs?: object }[];
  };
  for (const panel of misspelt.panels) panel.fieldConfigs = panel.fieldConfig ?? {};
  const dashboards = Object.entries(PLANS).flatMap(([name, plan]) =>
    rendered(plan, 'grafana-dashboard').files.map(({ text }) => [name, text] as const),
  );
  assert.equal(dashboards.length, Object.keys(PLANS).length);
  const script = `
import json, sys
from grafana_foundation_sdk.cog import plugins
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard

plugins.register_default_plugins()


def lost(before, after, path=""):
    """Places of what the model does not know, or reads as something else."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            if key in after:
                yield from lost(value, after[key], f"{path}/{key}")
            elif value is not None:
                yield f"{path}/{key}"
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, pair in enumerate(zip(before, after)):
            yield from lost(*pair, f"{path}/{index}")
    elif before != after:
        yield path


with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)
print(json.dumps({
    name: sorted(lost(json.loads(text), json.loads(json.dumps(Dashboard.from_json(json.loads(text)), cls=JSONEncoder))))
    for name, text in given
}))`;
  const folder = folderWith(t, {
    'dashboards.json': JSON.stringify([...dashboards, ['misspelt', JSON.stringify(misspelt)]]),
  });
  const { status, stdout, stderr } = run(programOf(tools), ['-c', script, path.join(folder, 'dashboards.json')]);
  assert.equal(status, 0, stderr);
  const { misspelt: noticed = [], ...found } = JSON.parse(stdout) as Record<string, string[]>;
  // Of annotations it has only what every data source takes; these are Prometheus' own.
  const own = ['step', 'tagKeys', 'titleFormat'].map((key) => `/annotations/list/0/${key}`);
  for (const [name, places] of Object.entries(found)) assert.deepEqual(places, own, name);
  assert.ok(noticed.includes('/panels/0/fieldConfigs'));
});
