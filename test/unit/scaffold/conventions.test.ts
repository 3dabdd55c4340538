import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import {
  agreeOn,
  NO_CONVENTIONS,
  placed,
  prometheusLabels,
  readConventions,
  reads,
  resourceLabelsOf,
  unusableLabels,
  type Conventions,
} from '../../../server/src/core/scaffold/conventions.ts';
import { TARGETS } from '../../../server/src/core/scaffold/render/targets.ts';
import { rendered, SOUND_PLANS } from '../../support/rendered.ts';

const PLAN = SOUND_PLANS['llm-service'] ?? '';
const agreed = (some: Partial<Conventions>): Conventions => ({ ...NO_CONVENTIONS, ...some });
const made = (target: string, conventions: Conventions, plan = PLAN): ReturnType<typeof rendered> =>
  rendered(plan, target, new Map(), conventions);
const withNotes = (notes: string): string => PLAN.replace('metadata:\n', `metadata:\n  annotations: {${notes}}\n`);

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert?: string; readonly labels: object }[] }[];
}

test('a folder is taken for another: the nearest that is agreed, with what is below it', () => {
  const to = (folders: Record<string, string>, path: string): string => placed(agreed({ folders }), path);
  assert.equal(to({}, 'prometheus/a.yaml'), 'prometheus/a.yaml');
  assert.equal(to({ prometheus: 'ops/rules' }, 'prometheus/a.yaml'), 'ops/rules/a.yaml');
  assert.equal(to({ prometheus: 'ops/rules/' }, 'prometheus/a.yaml'), 'ops/rules/a.yaml');
  assert.equal(to({ prometheus: '.' }, 'prometheus/a.yaml'), 'a.yaml');
  assert.equal(to({ '.github': 'x', '.github/workflows': 'y' }, '.github/workflows/a.yml'), 'y/a.yml');
  assert.equal(to({ '.github': 'x' }, '.github/workflows/a.yml'), 'x/workflows/a.yml');
  assert.equal(to({ prom: 'x', constructor: 'y' }, 'prometheus/a.yaml'), 'prometheus/a.yaml');
});

test('versions are compared number by number', () => {
  const has = (version: string | undefined, wanted: string): boolean =>
    reads(agreed({ versions: version === undefined ? {} : { prometheus: version } }), 'prometheus', wanted, '2.42');
  for (const [version, wanted, is] of [
    [undefined, '2.42', true],
    [undefined, '2.43', false],
    ['2.9', '2.42', false],
    ['2.42.1', '2.42', true],
    ['v3', '2.42', true],
    ['3.0.0-rc.1', '3', true],
    ['latest', '2.42', false],
    ['', '2.42', false],
  ] as const)
    assert.equal(has(version, wanted), is, `${version} ${wanted}`);
});

test('labels become what each system can have', () => {
  const labels = {
    'app.example.com/team': 'growth',
    '1st': 'x',
    severity: 'mine',
    __secret: 'x',
    ünit: 'y',
    tier: 'a b',
  };
  assert.deepEqual(prometheusLabels(agreed({ labels })), {
    app_example_com_team: 'growth',
    _1st: 'x',
    _nit: 'y',
    tier: 'a b',
  });
  assert.deepEqual(resourceLabelsOf(agreed({ labels })), {
    'app.example.com/team': 'growth',
    '1st': 'x',
    severity: 'mine',
  });
  assert.deepEqual(unusableLabels(agreed({ labels })), ['__secret', 'ünit', 'tier']);
});

test('what is no agreement is left out, and an empty one takes another back', () => {
  assert.deepEqual(readConventions({ folders: { a: 1, b: 'c' }, labels: [], versions: null }), {
    folders: { b: 'c' },
    labels: {},
    versions: {},
  });
  for (const none of [undefined, null, 1, 'x', []]) assert.deepEqual(readConventions(none), NO_CONVENTIONS);
  const now = agreeOn(agreed({ folders: { a: 'x', b: 'y' } }), agreed({ folders: { a: '', c: 'z' } }));
  assert.deepEqual(now.folders, { b: 'y', c: 'z' });
});

test('alerts and resources carry the labels of the plan and of the repository, and their own', () => {
  const conventions = agreed({ labels: { release: 'prometheus', tier: '9', owner: 'nobody' } });
  const rules = parse(made('prometheus-rules', conventions).files[0]?.text ?? '') as Rules;
  const labels = rules.groups.flatMap((group) => group.rules).find(({ alert }) => alert === 'DraftsRejected')?.labels;
  assert.deepEqual(labels, {
    release: 'prometheus',
    // The plan has the last word.
    tier: '2',
    data: 'personal',
    severity: 'critical',
    model: 'support-answers',
    production_plan: 'support-answers',
    owner: '@example/support-ml',
  });
  const resource = parse(made('prometheus-rule-resource', conventions).files[0]?.text ?? '') as {
    metadata: { labels: Record<string, string> };
  };
  assert.equal(resource.metadata.labels['release'], 'prometheus');
  assert.equal(resource.metadata.labels['app.kubernetes.io/managed-by'], 'production-first');
  const odd = made('prometheus-rule-resource', agreed({ labels: { 'a b': 'c' } }));
  assert.ok(odd.gaps.some(({ message }) => message.startsWith('The label "a b" is left out of resources')));
  const rule = made('prometheus-rules', agreed({ labels: { 'a b': 'c' } }));
  assert.ok(!rule.gaps.some(({ message }) => message.includes('left out of resources')));
});

test('what refers to a file refers to where it goes', () => {
  const folders = { retraining: 'ops/gates', mlflow: 'ops/models', dags: 'airflow/production/dags' };
  for (const target of ['github-actions', 'airflow', 'argo-cron-workflow']) {
    const { files } = made(target, agreed({ folders }));
    assert.deepEqual(
      files.slice(1).map(({ path }) => path),
      ['ops/gates/support_answers_gate.py', 'ops/models/support_answers_versions.py'],
      target,
    );
    for (const { path } of files.slice(1)) assert.ok(files[0]?.text.includes(path), `${target} names ${path}`);
  }
  const [dag] = made('airflow', agreed({ folders })).files;
  assert.equal(dag?.path, 'airflow/production/dags/support_answers_retrain.py');
  assert.match(dag.text, /^DEPTH = 3$/m);
});

test('the plan has the last word, and what it names itself stays there', () => {
  const plan = withNotes('production-first/folder.prometheus: rules, production-first/version.alertmanager: "0.26"');
  const conventions = agreed({ folders: { prometheus: 'ops', '.github': 'elsewhere' } });
  assert.equal(made('prometheus-rules', conventions, plan).files[0]?.path, 'rules/support-answers.rules.yaml');
  assert.equal(made('github-actions', conventions, plan).files[0]?.path, '.github/workflows/finetune.yml');
});

test('nothing is made for a version that could not read it, and newer ones get what they can', () => {
  for (const { id, needs } of TARGETS) {
    if (!needs) continue;
    const { files, gaps } = made(id, agreed({ versions: { [needs.system]: '0.1' } }));
    assert.deepEqual(files, [], id);
    assert.match(
      gaps[0]?.message ?? '',
      new RegExp(`${needs.system} ${needs.since} and later, and 0\\.1 is in use\\.$`),
    );
  }
  const webhook = PLAN.replace(/^ {4}targets:\n/m, '    targets:\n      - {name: hook, kind: webhook}\n').replace(
    /notify: \[/,
    'notify: [hook, ',
  );
  const old = made('alertmanager', NO_CONVENTIONS, webhook);
  assert.ok(old.gaps.some(({ message }) => message.includes('from 0.26 on')));
  assert.doesNotMatch(old.files[0]?.text ?? '', /[ -]url_file:/);
  const now = made('alertmanager', agreed({ versions: { alertmanager: '0.27' } }), webhook);
  assert.ok(!now.gaps.some(({ message }) => message.includes('webhook')));
  assert.match(now.files[0]?.text ?? '', /[ -]url_file: \/etc\/alertmanager\/secrets\/support-answers-hook/);
});
