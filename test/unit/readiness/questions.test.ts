import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseDocument } from 'yaml';
import { catalogIn } from '../../../server/src/core/catalog.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { planOf } from '../../../server/src/core/plan/plan.ts';
import { questionsInWords, questionsOf, type Question } from '../../../server/src/core/readiness/questions.ts';
import { renderPlan } from '../../../server/src/core/scaffold/plan.ts';
import type { WorkspaceFacts } from '../../../server/src/core/workspace-facts.ts';
import { FULL_PLAN } from '../../support/full-plan.ts';

function ask(text: string, facts?: WorkspaceFacts): readonly Question[] {
  const plan = planOf(readFile('production-plan', text).documents[0]?.root);
  assert.ok(plan);
  return questionsOf(plan, facts);
}

/** The full plan with some things otherwise; undefined: gone. */
function changed(...changes: readonly (readonly [path: string, value: unknown])[]): string {
  const document = parseDocument(FULL_PLAN);
  for (const [path, value] of changes)
    if (value === undefined) document.deleteIn(path.split('.'));
    else document.setIn(path.split('.'), value);
  return String(document);
}

const openIn = (text: string): string[] =>
  ask(text)
    .filter(({ state }) => state === 'open')
    .map(({ id, path, says }) => `${id} at ${path.join('.')}: ${says}`);

test('a full plan answers every question, and so does the example', () => {
  for (const text of [FULL_PLAN, readFileSync('examples/flight-delays/production-plan.yaml', 'utf8')]) {
    const questions = ask(text);
    assert.equal(questionsInWords(questions), '5 of 5 questions answered');
    for (const { says, path, place } of questions) {
      assert.notEqual(says, '');
      // What is clicked leads to what the plan says there.
      const value: unknown = parseDocument(text).getIn(path);
      const written = text.slice(place.start, place.end);
      assert.ok(typeof value === 'string' ? written.includes(value) : written === path.at(-1), written);
    }
  }
  assert.deepEqual(
    ask(FULL_PLAN).map(({ says }) => says),
    [
      'monthly_retention, to become 0.93',
      'alerts watch auc, latency_p95 and tenure',
      'group:default/growth-ml',
      'scheduled, 0 3 1 * *',
      'previous, as in docs/runbook.md',
    ],
  );
});

/** What is changed, and the question that is open then. */
const OPEN: readonly (readonly [changes: readonly (readonly [string, unknown])[], open: string])[] = [
  [[['spec.businessMetric.name', 'TBD']], 'business-metric at spec.businessMetric.name: No business metric is named.'],
  [
    [['spec.businessMetric.target', undefined]],
    'business-metric at spec.businessMetric.target: Nothing says what monthly_retention is to become.',
  ],
  [
    [['spec.monitoring', { interval: '1d', indicators: [{ name: 'auc', role: 'quality' }] }]],
    'detection at spec.monitoring.indicators: No indicator has a critical value.',
  ],
  [
    [
      ['spec.alerting.rules', []],
      ['spec.slos', undefined],
    ],
    'detection at spec.alerting.rules: No alert rule watches an indicator or a drift column.',
  ],
  [[['spec.ownership.owner', undefined]], 'owner at spec.ownership.owner: Nobody is named.'],
  [[['spec.ownership', undefined]], 'owner at spec.ownership.owner: Nobody is named.'],
  [[['spec.ownership.owner', 'TODO the team']], 'owner at spec.ownership.owner: Nobody is named.'],
  [[['spec.retraining.strategy', undefined]], 'retraining at spec.retraining.strategy: No strategy is chosen.'],
  [
    [['spec.retraining.schedule', undefined]],
    'retraining at spec.retraining.schedule: It is scheduled, but no schedule is given.',
  ],
  [
    [['spec.retraining', { strategy: 'triggered', triggers: [] }]],
    'retraining at spec.retraining.triggers: Nothing is named that triggers it.',
  ],
  [
    [['spec.retraining', { strategy: 'manual' }]],
    'retraining at spec.retraining.maxStaleness: It is done by hand, and nothing says how old the model may become.',
  ],
  [[['spec.rollback.target', undefined]], 'failure at spec.rollback.target: Nothing says what takes its place.'],
  [
    [
      ['spec.rollback.runbook', undefined],
      ['spec.rollback.automatic', false],
    ],
    'failure at spec.rollback.runbook: No page says how to go back to "previous".',
  ],
];

for (const [changes, open] of OPEN) test(`open: ${open}`, () => assert.deepEqual(openIn(changed(...changes)), [open]));

test('what is answered in another way is answered', () => {
  const others: readonly (readonly [string, unknown])[] = [
    ['spec.retraining', { strategy: 'manual', maxStaleness: '45d' }],
    ['spec.retraining', { strategy: 'continuous' }],
    ['spec.retraining', { strategy: 'triggered', triggers: ['ChurnAucLow'] }],
    ['spec.rollback', { target: 'disable', automatic: true }],
    ['spec.alerting.rules', []],
  ];
  for (const change of others) assert.deepEqual(openIn(changed(change)), []);
});

test('a plan just begun, and one that is half written, have all open', () => {
  const [begun, torn] = [ask(renderPlan({ model: 'churn' })), ask('spec:\n  model: {name: x}\n  ownership:\n')];
  for (const questions of [begun, torn])
    assert.equal(
      questionsInWords(questions),
      '0 of 5 questions answered · open: what business metric, how drops are detected, who owns it, how often it is retrained, what if it breaks',
    );
});

test('a catalog that gives the model to others leaves open who owns it', () => {
  const component = (owner: string, name = 'churn'): string =>
    `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: ${name}}\nspec: {type: service, owner: "${owner}"}\n`;
  const owner = (catalog: string): Question =>
    ask(FULL_PLAN, Object.assign(new Map(), { catalog: catalogIn(catalog, '../catalog-info.yaml') }))[2]!;
  assert.deepEqual(
    { state: owner(component('data-platform')).state, says: owner(component('data-platform')).says },
    { state: 'open', says: 'The plan says group:default/growth-ml, ../catalog-info.yaml says data-platform.' },
  );
  for (const same of ['growth-ml', 'group:growth-ml', 'group:default/growth-ml', 'Group:Default/Growth-ML'])
    assert.equal(owner(component(same)).state, 'answered', same);
  assert.equal(owner(component('data-platform', 'billing')).state, 'answered');
  assert.equal(owner(`${component('a')}---\n${component('b')}`).state, 'answered', 'two of one name');
});
