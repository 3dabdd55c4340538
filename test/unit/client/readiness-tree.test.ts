import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  childrenOf,
  elementsOf,
  idOf,
  worstOf,
  type Element,
  type PlanElement,
} from '../../../client/src/readiness/elements.ts';
import { explanation } from '../../../client/src/readiness/explanation.ts';
import {
  byName,
  groupPlans,
  isFiltered,
  isShown,
  NO_FILTER,
  readFilter,
  wantedBy,
} from '../../../client/src/readiness/filter.ts';
import { ago, descriptionOf, iconOf } from '../../../client/src/readiness/words.ts';
import type { CheckView } from '../../../server/src/core/readiness/view.ts';
import { FULL_PLAN } from '../../support/full-plan.ts';
import { checkOf, NOW, readinessIn } from '../../support/readiness.ts';

/** Plans of a workspace without files: none of what they say is shown by one. */
async function plan(name: string, change: (text: string) => string = (text) => text): Promise<PlanElement> {
  const view = await readinessIn('/nowhere', change(FULL_PLAN));
  return {
    kind: 'plan',
    uri: `file:///${name}`,
    plan: { index: 0, view: { ...view, model: name }, places: {}, evidence: {} },
  };
}

const withoutOwner = (text: string): string => text.replace(/^ {2}ownership:\n(?: {4}.*\n)+/m, '');

function everything(element: Element, wanted?: (check: CheckView) => boolean): Element[] {
  return [element, ...childrenOf(element, wanted).flatMap((child) => everything(child, wanted))];
}

test('every row of a plan has an identity of its own, which stays', async () => {
  const one = everything(await plan('a')).map(idOf);
  assert.equal(new Set(one).size, one.length);
  assert.deepEqual(everything(await plan('a')).map(idOf), one);
  assert.ok(one.length > 80, 'areas, checks and 28 tests');
});

test('a filter of states leaves the checks in those states, and no area without any', async () => {
  const element = await plan('a', withoutOwner);
  const wanted = wantedBy({ ...NO_FILTER, states: ['attention'] });
  assert.ok(wanted);
  const rows = everything(element, wanted);
  const checks = rows.filter((row) => row.kind === 'check' && !row.isStep);
  const open = element.plan.view.areas.flatMap((area) => area.checks).filter(wanted);
  assert.equal(checks.length, open.length);
  assert.ok(open.length > 0 && rows.every((row) => row.kind !== 'area' || row.area.checks.some(wanted)));
});

test('plans are found by level, owner and model together', async () => {
  const [owned, orphan] = [await plan('a'), await plan('b', withoutOwner)];
  const shown = (filter: Partial<typeof NO_FILTER>): string =>
    [owned, orphan]
      .filter((one) => isShown(one.plan, { ...NO_FILTER, ...filter }))
      .map(({ uri }) => uri.at(-1))
      .join();
  assert.equal(shown({}), 'a,b');
  assert.equal(shown({ owners: ['no owner'] }), 'b');
  assert.equal(shown({ levels: ['Prototype'] }), 'b');
  assert.equal(shown({ levels: ['Prototype', owned.plan.view.level], models: ['a'] }), 'a');
  assert.equal(shown({ owners: ['no owner'], models: ['a'] }), '');
});

test('groups are in the order of what they are', async () => {
  const plans = [await plan('b'), await plan('a'), await plan('c', withoutOwner)].sort(byName);
  assert.deepEqual(
    plans.map(({ uri }) => uri),
    ['file:///a', 'file:///b', 'file:///c'],
  );
  assert.deepEqual(groupPlans(plans, 'none'), plans);
  const labels = (by: 'owner' | 'level' | 'state'): string[] =>
    groupPlans(plans, by).map((group) => (group.kind === 'group' ? `${group.label} ${group.plans.length}` : ''));
  assert.deepEqual(labels('level'), ['Prototype 1', 'Declared 2']);
  assert.equal(labels('owner').at(-1), 'no owner 1');
  assert.equal(worstOf(plans[2]!.plan), 'open');
  assert.deepEqual(labels('state'), ['Open 1', 'Nothing open 2']);
});

test('what a window kept is taken as far as it is a filter', () => {
  assert.deepEqual(readFilter(undefined), NO_FILTER);
  assert.deepEqual(readFilter({ states: ['attention', 'gone', 7], owners: 'x', models: ['a'] }), {
    ...NO_FILTER,
    states: ['attention'],
    models: ['a'],
  });
  assert.ok(!isFiltered(NO_FILTER) && isFiltered(readFilter({ levels: ['Proven'] })));
});

test('a check that can be no more than declared looks met, another one does not', async () => {
  const { view } = (await plan('a')).plan;
  assert.equal(iconOf(checkOf(view, 'business-metric/named'))[0], 'pass');
  assert.equal(iconOf(checkOf(view, 'rollback/runbook'))[0], 'circle-outline');
});

test('how long ago something was seen is told, and text of a plan stays text', async () => {
  const element = await plan('a');
  const check: CheckView = {
    ...checkOf(element.plan.view, 'rollback/runbook'),
    state: 'last-seen',
    says: '$(error) [x](command:evil)\nb',
    seenAt: NOW - 2 * 3_600_000,
  };
  const row = { ...element, kind: 'check', check, isStep: false } as const;
  assert.equal(descriptionOf(row, NOW), 'last seen: $ (error) [x] (command:evil) b · 2 hr. ago');
  assert.equal(ago(NOW + 5_000, NOW), '0 sec. ago');
  const page = explanation(check, ['# Rule\n\n## How to fix\n']);
  assert.ok(!page.includes('](command'), page);
  assert.match(page, /^### How to fix$/m);
});

test('a file that is being judged, or cannot be, has a row of its own', () => {
  assert.deepEqual(
    elementsOf('u', { state: 'loading' }).map(({ kind }) => kind),
    ['file'],
  );
  assert.deepEqual(
    elementsOf('u', { state: 'failed', message: 'm' }).map(({ kind }) => kind),
    ['file'],
  );
  assert.deepEqual(elementsOf('u', { state: 'loading', known: { plans: [], files: [] } }), []);
});
