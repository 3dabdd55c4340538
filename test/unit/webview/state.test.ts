import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostMessage } from '../../../server/src/core/panel/contract.ts';
import { INITIAL, reduce, restore, type PageState } from '../../../webview/src/state.ts';
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
    [{ type: 'loading' }, { status: 'loading', view: VIEW }],
    [
      { type: 'failed', message: 'No.' },
      { status: 'failed', message: 'No.', view: VIEW },
    ],
    [
      { type: 'view', view: NONE },
      { status: 'empty', view: NONE },
    ],
  ];
  let state = INITIAL;
  for (const [message, expected] of steps) {
    state = reduce(state, message);
    assert.deepEqual(state, expected);
  }
});

test('a file without plans is empty, one with an indicator in its second plan is not', () => {
  const [plan] = VIEW.plans;
  const [bare] = NONE.plans;
  assert.equal(reduce(INITIAL, { type: 'view', view: { ...VIEW, plans: [] } }).status, 'empty');
  assert.equal(reduce(INITIAL, { type: 'view', view: { ...VIEW, plans: [bare!, plan!] } }).status, 'view');
});

test('a message that is not known changes nothing', () => {
  const state: PageState = { status: 'view', view: VIEW };
  assert.equal(reduce(state, { type: 'later' } as unknown as HostMessage), state);
});

test('what was saved is taken up for the same plan and version only', () => {
  const page: PageState = { status: 'view', view: VIEW };
  assert.equal(restore({ version: 1, plan: 'a', page }, 'a'), page);
  for (const saved of [
    undefined,
    null,
    'text',
    {},
    { version: 2, plan: 'a', page },
    { version: 1, plan: 'b', page },
    { version: 1, plan: 'a' },
  ])
    assert.equal(restore(saved, 'a'), INITIAL);
});
