import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostMessage } from '../../../server/src/core/panel/contract.ts';
import { cancel, INITIAL, reduce, restore, type PageState } from '../../../webview/src/state.ts';
import { READY, viewOf } from '../../support/webview/views.ts';

const VIEW = viewOf(READY);
const NONE = viewOf();

test('loading, failure and view follow the host, and the last view stays in sight', () => {
  const steps: readonly (readonly [HostMessage, PageState])[] = [
    [{ type: 'loading' }, { status: 'loading' }],
    [
      { type: 'failed', message: 'No.' },
      { status: 'failed', message: 'No.' },
    ],
    [
      { type: 'view', view: VIEW },
      { status: 'view', view: VIEW },
    ],
    [
      { type: 'loading', progress: { done: 1, total: 4 } },
      { status: 'loading', progress: { done: 1, total: 4 }, view: VIEW },
    ],
    [
      { type: 'failed', message: 'No.' },
      { status: 'failed', message: 'No.', view: VIEW },
    ],
    [
      { type: 'view', view: NONE },
      { status: 'empty', view: NONE },
    ],
  ];
  let state = INITIAL.page;
  for (const [message, expected] of steps) {
    state = reduce(state, message);
    assert.deepEqual(state, expected);
  }
});

test('a file without plans is empty, one with an indicator in its second plan is not', () => {
  const [plan] = VIEW.plans;
  const [bare] = NONE.plans;
  assert.equal(reduce(INITIAL.page, { type: 'view', view: { ...VIEW, plans: [] } }).status, 'empty');
  assert.equal(reduce(INITIAL.page, { type: 'view', view: { ...VIEW, plans: [bare!, plan!] } }).status, 'view');
  const drift = { columns: [], drifted: 0, judged: 0, dataset: false };
  assert.equal(reduce(INITIAL.page, { type: 'view', view: { ...VIEW, plans: [{ ...bare!, drift }] } }).status, 'empty');
});

test('a message that is not known changes nothing', () => {
  const state: PageState = { status: 'view', view: VIEW };
  assert.equal(reduce(state, { type: 'later' } as unknown as HostMessage), state);
});

test('only what is under way can be given up', () => {
  assert.deepEqual(cancel({ status: 'loading', view: VIEW }), { status: 'cancelled', view: VIEW });
  assert.deepEqual(cancel({ status: 'loading', progress: { done: 0, total: 2 } }), { status: 'cancelled' });
  const shown: PageState = { status: 'view', view: VIEW };
  assert.equal(cancel(shown), shown);
});

test('what was saved is taken up for the same plan and version only', () => {
  const page: PageState = { status: 'view', view: VIEW };
  const choices = { range: 90, areTables: true } as const;
  assert.deepEqual(restore({ version: 2, plan: 'a', page, choices }, 'a'), { page, choices });
  for (const saved of [
    undefined,
    null,
    'text',
    {},
    { version: 1, plan: 'a', page, choices },
    { version: 2, plan: 'b', page, choices },
    { version: 2, plan: 'a', choices },
    { version: 2, plan: 'a', page },
  ])
    assert.equal(restore(saved, 'a'), INITIAL);
});
