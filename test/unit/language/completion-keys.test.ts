import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeAt } from '../../support/complete.ts';

const HEAD = 'apiVersion: production-first/v1\nkind: ProductionPlan\nmetadata:\n  name: churn\n';

test('a half-typed section is completed with what it must hold', async () => {
  const done = await completeAt(`${HEAD}spec:\n  bus|`);
  assert.equal(
    done.accept('businessMetric'),
    `${HEAD}spec:\n  businessMetric:\n    name: metric_name\n    description: What it measures.\n    objective: maximize\n    target: 0`,
  );
  assert.equal(done.item('businessMetric').detail, 'section, required');
});

test('required keys come first and written ones are not offered', async () => {
  const { list, labels } = await completeAt(
    `${HEAD}spec:\n  model:\n    name: a\n  |\n  rollback:\n    target: previous\n`,
  );
  const sorted = [...list.items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
  assert.deepEqual(sorted.slice(0, 6), [
    'businessMetric',
    'ownership',
    'monitoring',
    'alerting',
    'retraining',
    'feedbackLoop',
  ]);
  assert.ok(!labels.includes('model') && !labels.includes('rollback'));
});

test('an empty line takes the level the cursor is at', async () => {
  const text = `${HEAD}spec:\n  model:\n    name: a\n`;
  assert.ok((await completeAt(`${text}    |`)).labels.includes('alias'));
  assert.ok((await completeAt(`${text}  |`)).labels.includes('ownership'));
  assert.deepEqual((await completeAt(`${text}|`)).labels, []);
  assert.deepEqual((await completeAt(`${HEAD}|`)).labels, ['spec']);
});

test('between the levels the nearer outer one is meant', async () => {
  const done = await completeAt(`${HEAD}spec:\n    model:\n        name: a\n      |`);
  assert.equal(done.accept('rollback').split('\n').at(-4), '    rollback:');
});

test('an item of a list offers its fields, and what is written in it is left out', async () => {
  const text = `${HEAD}spec:\n  monitoring:\n    indicators:\n      - name: auc\n        |\n        objective: maximize\n      - name: b\n`;
  const { labels } = await completeAt(text);
  assert.ok(labels.includes('role') && labels.includes('source'));
  assert.ok(!labels.includes('name') && !labels.includes('objective'));
});

test('behind a dash a whole entry or its fields are offered', async () => {
  const done = await completeAt(`${HEAD}spec:\n  dataSources:\n    - |`);
  assert.equal(done.accept('name').split('\n').at(-1), '    - name: prom');
  assert.equal(done.accept('entry').split('\n').slice(-2).join('\n'), '      type: file\n      path: metrics/*.csv');
});

test('inside a flow mapping everything stays on the line', async () => {
  const done = await completeAt(`${HEAD}spec:\n  monitoring:\n    indicators:\n      - {name: x, so|}\n`);
  assert.match(done.accept('source'), /- \{name: x, source: history\}\n$/);
  assert.ok(!done.labels.includes('name'));
  const unclosed = await completeAt(`${HEAD}spec:\n  monitoring:\n    indicators:\n      - {name: x, |`);
  assert.ok(unclosed.labels.includes('role'));
});

test('a key with a colon is replaced alone', async () => {
  const done = await completeAt(`${HEAD}spec:\n  bus|inesMetric:\n    name: x\n`);
  assert.equal(done.accept('businessMetric'), `${HEAD}spec:\n  businessMetric:\n    name: x\n`);
});

test('an empty file is offered the whole plan', async () => {
  const done = await completeAt('|');
  assert.deepEqual(done.labels, ['Production plan', 'apiVersion', 'kind', 'metadata', 'spec']);
});

test('a list written below its key starts with an item', async () => {
  const text = `${HEAD}spec:\n  alerting:\n    rules:\n      - {name: A, indicator: a, severity: critical, op: lt, threshold: 1}\n  retraining:\n    triggers:\n      |`;
  assert.equal((await completeAt(text)).accept('- …').split('\n').at(-1), '      - A');
  const objects = await completeAt(`${HEAD}spec:\n  dataSources:\n    |`);
  assert.equal(objects.accept('- …').split('\n').at(-3), '    - name: history');
  const next = await completeAt(`${HEAD}spec:\n  dataSources:\n    - name: a\n    |`);
  assert.equal(next.accept('name').split('\n').at(-1), '    - name: prom');
});

test('indenting a line does not make suggestions pop up, a blank behind a colon does', async () => {
  const ask = async (marked: string, trigger: string): Promise<number> =>
    (await completeAt(marked, { trigger })).labels.length;
  assert.equal(await ask(`${HEAD}spec:\n  |`, ' '), 0);
  assert.equal(await ask('|', ' '), 0);
  assert.ok((await ask('kind: |', ' ')) > 0);
  assert.ok((await ask('spec:\n  dataSources:\n    - |', ' ')) > 0);
  assert.equal(await ask('spec:\n  #|', '#'), 0);
});
