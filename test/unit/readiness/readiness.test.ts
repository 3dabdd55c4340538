import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { parseDocument } from 'yaml';
import { AREAS } from '../../../server/src/core/readiness/areas.ts';
import { changeSince } from '../../../server/src/core/readiness/readiness.ts';
import { TESTS } from '../../../server/src/core/readiness/tests.ts';
import { assessed } from '../../support/assessed.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../../support/full-plan.ts';
import { checkOf, NOW, readinessIn } from '../../support/readiness.ts';
import { scratch } from '../../support/scratch.ts';

const CARD = readFileSync('examples/flight-delays/MODEL_CARD.md', 'utf8');
const FILES = {
  ...FULL_PLAN_FILES,
  'feature_repo/features.py':
    'from feast import FeatureService\n\nchurn = FeatureService(name="churn_v3", features=[])\n',
  CODEOWNERS: '* @acme/growth-ml\n',
};
const folder = (t: TestContext, more: Readonly<Record<string, string>> = {}): string =>
  scratch(t, { ...FILES, ...more });

const MET = /^(?:declared|evidenced|live|last-seen)$/;
const every = AREAS.flatMap((area) => area.checks.map((check) => ({ ...check, id: `${area.id}/${check.name}` })));

/** The full plan without what stands at `path`. */
function without(path: readonly (string | number)[]): string {
  const document = parseDocument(FULL_PLAN);
  assert.ok(document.deleteIn(path), path.join('.'));
  return String(document);
}

test('every check is met by the full plan, and none of them without what it asks for; no loss raises the score', async (t) => {
  const root = folder(t);
  const full = await readinessIn(root, FULL_PLAN);
  for (const { id, path } of every) {
    if (id === 'model-card/complete') continue;
    assert.match(checkOf(full, id).state, MET, `${id}: ${checkOf(full, id).says}`);
    const less = await readinessIn(root, without(path));
    const { state, says } = checkOf(less, id);
    // An indicator that watches is found by its role, too.
    if (id !== 'feedback-loop/coverage') assert.doesNotMatch(state, MET, `${id}: ${says}`);
    assert.ok(less.score <= full.score, `${id}: ${full.score} → ${less.score}`);
    assert.ok(says !== '', id);
  }
});

test('a file that is there shows what the plan says; without it the plan only says so', async (t) => {
  const [with_, without_] = [await readinessIn(folder(t), FULL_PLAN), await readinessIn(scratch(t, {}), FULL_PLAN)];
  for (const id of [
    'data-pipelines/named',
    'data-pipelines/contract',
    'retraining/pipeline',
    'rollback/runbook',
    'rollback/drill',
    'model-card/written',
  ]) {
    assert.equal(checkOf(with_, id).state, 'evidenced', id);
    assert.notEqual(checkOf(without_, id).state, 'evidenced', id);
  }
  assert.equal(checkOf(with_, 'ownership/owner').file, 'src/train.py#train');
  assert.equal(checkOf(without_, 'ownership/owner').reach, 'declared');
  assert.ok(with_.score > without_.score);
});

test('alert rules in a file of the repository are shown by it', async (t) => {
  const rules = (names: string[]): string =>
    `groups:\n  - name: churn\n    rules:\n${names.map((name) => `      - {alert: ${name}, expr: "up == 0"}\n`).join('')}`;
  const all = folder(t, { 'rules/churn.yml': rules(['ChurnAucLow', 'ChurnTenureDrift']) });
  const half = folder(t, { 'rules/churn.yml': rules(['ChurnAucLow']) });
  assert.equal(checkOf(await readinessIn(all, FULL_PLAN), 'alerting/loaded').file, 'rules/churn.yml');
  assert.equal(checkOf(await readinessIn(half, FULL_PLAN), 'alerting/loaded').state, 'declared');
});

test('a card with findings fails, a sound one shows that it is complete', async (t) => {
  const bad = folder(t, { 'MODEL_CARD.md': '---\nlicense: nonsense\n---\n# Card\n' });
  assert.equal(checkOf(await readinessIn(bad, FULL_PLAN), 'model-card/complete').state, 'failing');
  const good = await readinessIn(folder(t, { 'MODEL_CARD.md': CARD }), FULL_PLAN);
  assert.equal(checkOf(good, 'model-card/complete').state, 'evidenced', checkOf(good, 'model-card/complete').says);
});

test('a warning leaves a quarter, an error nothing; both are told in the words of the finding', async (t) => {
  const root = folder(t);
  const id = 'business-metric/target';
  const wrong = await readinessIn(root, FULL_PLAN.replace('target: 0.93', 'target: 0.905'));
  assert.equal(checkOf(wrong, id).state, 'failing');
  assert.deepEqual(checkOf(wrong, id).rules, ['business-metric/target-not-better']);
  assert.ok(wrong.score < (await readinessIn(root, FULL_PLAN)).score);
});

test('what a waiver allows for counts half; when its day is over, nothing', async (t) => {
  const root = folder(t);
  const id = 'rollback/drill';
  const waiver = (expires: string): string =>
    without(['spec', 'rollback', 'lastDrill']).replace(
      /waivers:\n(?: {4}\n)?/,
      `waivers:\n    - {rule: rollback/never-drilled, reason: moving, owner: ada, expires: ${expires}}\n`,
    );
  const [open, waived, expired] = await Promise.all(
    [without(['spec', 'rollback', 'lastDrill']), waiver('2999-01-01'), waiver('2020-01-01')].map((text) =>
      readinessIn(root, text),
    ),
  );
  assert.deepEqual(
    [open, waived, expired].map((view) => view && checkOf(view, id).state),
    ['open', 'waived', 'expired'],
  );
  assert.ok(open && waived && waived.score > open.score);
});

test('what the plan says it does without is left out', async (t) => {
  const text = FULL_PLAN.replace(/ {2}featureStore: .*/, '  featureStore: {notNeeded: all features are columns}');
  const view = await readinessIn(folder(t), text);
  assert.deepEqual(
    [checkOf(view, 'feature-store/services').state, checkOf(view, 'feature-store/services').says],
    ['not-needed', 'all features are columns'],
  );
  assert.equal(view.areas.find(({ id }) => id === 'feature-store')?.count, 0);
});

const HISTORY = `timestamp,metric,value,column
${['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].flatMap((day) => [`${day},auc,0.91,`, `${day},label_rate,0.97,`]).join('\n')}`;

test('what a data source shows is live; when it cannot be asked any more it was last seen, and that is no failure', async (t) => {
  const root = folder(t);
  const text = FULL_PLAN.replaceAll('labelDelay: 7d', 'labelDelay: 1d');
  const live = await readinessIn(root, text, ({ documents }) => [assessed(documents[0]?.root, HISTORY, NOW)]);
  const id = 'monitoring/quality';
  assert.deepEqual([checkOf(live, id).state, checkOf(live, id).seenAt], ['live', NOW]);
  assert.match(checkOf(live, id).says, /^auc 0\.91/);
  const gone = await readinessIn(root, text, ({ documents }) => {
    const now = assessed(documents[0]?.root, HISTORY, NOW);
    const failure = { reason: 'unreachable', message: 'It does not answer.' };
    const indicators = now.indicators.map((one) => ({
      ...one,
      ...(one.answer && { answer: { ...one.answer, failure } }),
    }));
    return [{ ...now, indicators }];
  });
  assert.equal(checkOf(gone, id).state, 'last-seen');
  assert.equal(gone.score, live.score);
  assert.ok(live.score > (await readinessIn(root, text)).score);
});

test('each level asks for more than the one before', async (t) => {
  assert.equal((await readinessIn(folder(t), without(['spec', 'rollback']))).level, 'Prototype');
  const bare = await readinessIn(scratch(t, {}), FULL_PLAN);
  assert.equal(bare.level, 'Declared');
  assert.ok(bare.toNextLevel.includes('rollback/runbook'));
});

test('the three sound plans and the example are declared at least, with a score that fits', async (t) => {
  for (const kind of ['image-classification', 'llm-service', 'batch-forecast']) {
    const text = readFileSync(`test/fixtures/plans/${kind}.production-plan.yaml`, 'utf8');
    const view = await readinessIn(scratch(t, {}), text);
    assert.equal(view.level, 'Declared', `${kind}: ${view.toNextLevel.join(', ')}`);
    assert.ok(view.score >= 60, `${kind}: ${view.score}`);
  }
  const example = await readinessIn(
    'examples/flight-delays',
    readFileSync('examples/flight-delays/production-plan.yaml', 'utf8'),
  );
  assert.equal(example.level, 'Declared');
  assert.ok(example.score >= 80 && example.areas.every(({ state }) => state !== 'failing'));
});

test('the ML Test Score has 28 tests; its score is the least of four sections; evidence counts, and the unseen is said', async (t) => {
  assert.deepEqual(
    TESTS.map(({ id }) => id),
    ['data', 'model', 'infra', 'monitor'].flatMap((section) =>
      Array.from({ length: 7 }, (_, at) => `${section}-${at + 1}`),
    ),
  );
  const ids = new Set(every.map(({ id }) => id));
  for (const { seen } of TESTS) for (const id of seen?.checks ?? []) assert.ok(ids.has(id), id);
  const root = folder(t);
  const { testScore } = await readinessIn(root, FULL_PLAN);
  assert.equal(testScore.score, Math.min(...testScore.sections.map(({ score }) => score)));
  const tests = testScore.sections.flatMap((section) => section.tests);
  assert.equal(tests.find(({ id }) => id === 'data-2')?.status, 'unseen');
  const more = await readinessIn(
    root,
    FULL_PLAN.replace('evidence: [', 'evidence: [{check: data-2, status: automated, link: docs/drills.md}, '),
  );
  const claimed = more.testScore.sections.flatMap((section) => section.tests).find(({ id }) => id === 'data-2');
  assert.deepEqual(claimed, {
    id: 'data-2',
    title: 'All features are beneficial',
    status: 'automated',
    says: 'docs/drills.md',
  });
});

test('the steps are ordered by gain for the time they take, and what only a data source can show is none', async (t) => {
  const { nextSteps, isLive } = await readinessIn(folder(t), without(['spec', 'rollback', 'timeToRestore']));
  assert.equal(isLive, false);
  assert.equal(nextSteps[0]?.check, 'rollback/time');
  const rates = nextSteps.map(({ gain, minutes }) => gain / minutes);
  assert.deepEqual(
    rates,
    rates.toSorted((a, b) => b - a),
  );
  assert.ok(!nextSteps.some(({ check }) => check === 'monitoring/quality'));
});

test('what changed is told by the titles of checks', async (t) => {
  const root = folder(t);
  const [before, now] = [
    await readinessIn(root, without(['spec', 'rollback', 'lastDrill'])),
    await readinessIn(root, FULL_PLAN),
  ];
  const change = changeSince(before, now);
  assert.deepEqual(change.better, ['Rollback was drilled']);
  assert.deepEqual(change.worse, []);
  assert.equal(change.score, now.score - before.score);
  assert.deepEqual(changeSince(now, before).worse, ['Rollback was drilled']);
});

test('of several proofs of a test the strongest counts, in whatever order', async (t) => {
  const proofs = ['automated', 'manual'].map((status) => `{check: data-5, status: ${status}}`);
  for (const order of [proofs, proofs.toReversed()]) {
    const text = FULL_PLAN.replace(/^ {2}evidence: .*$/m, `  evidence: [${order.join(', ')}]`);
    const { testScore } = await readinessIn(scratch(t, {}), text);
    const tests = testScore.sections.flatMap((section) => section.tests);
    assert.equal(tests.find(({ id }) => id === 'data-5')?.status, 'automated');
  }
});
