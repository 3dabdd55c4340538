import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PanelMemory, planOfRestored } from '../../../client/src/panel/memory.ts';
import { memento } from '../../support/memento.ts';

test('open panels are remembered once each, in the order they were opened', () => {
  const store = memento();
  const memory = new PanelMemory(store);
  for (const plan of ['file:///a', 'file:///b', 'file:///a']) memory.add(plan);
  assert.deepEqual(new PanelMemory(store).plans, ['file:///a', 'file:///b']);
  memory.remove('file:///a');
  assert.deepEqual(memory.plans, ['file:///b']);
});

test('what is stored otherwise is ignored', () => {
  for (const stored of [undefined, null, 'file:///a', { a: 1 }, [1, null]])
    assert.deepEqual(new PanelMemory(memento({ 'productionFirst.panels': stored })).plans, []);
});

test('a panel that comes back is of the plan its page named', () => {
  assert.equal(
    planOfRestored({ plan: 'file:///a' }, ['file:///b'], () => false),
    'file:///a',
  );
});

test('a panel whose page had named none is of the latest remembered plan that is not open', () => {
  const remembered = ['file:///a', 'file:///b'];
  for (const saved of [undefined, null, {}, { plan: '' }, { plan: 1 }, 'file:///c']) {
    assert.equal(
      planOfRestored(saved, remembered, () => false),
      'file:///b',
    );
    assert.equal(
      planOfRestored(saved, remembered, (plan) => plan === 'file:///b'),
      'file:///a',
    );
    assert.equal(
      planOfRestored(saved, remembered, () => true),
      undefined,
    );
  }
});

test('the range last looked at is remembered for each plan, and nothing that is none', () => {
  const content: Record<string, unknown> = {};
  const memory = new PanelMemory(memento(content));
  memory.setRange('file:///a', 90);
  memory.setRange('file:///b', { from: 1, to: 2 });
  memory.setRange('file:///a', 30);
  assert.equal(memory.rangeOf('file:///a'), 30);
  assert.deepEqual(memory.rangeOf('file:///b'), { from: 1, to: 2 });
  for (let i = 0; i < 150; i++) memory.setRange(`file:///${i}`, 'all');
  assert.equal(memory.rangeOf('file:///a'), undefined);
  for (const stored of [7, [['file:///a', 7]], [['file:///a', { from: 'x', to: 1 }]], [null], { 'file:///a': 30 }]) {
    content['productionFirst.ranges'] = stored;
    assert.equal(memory.rangeOf('file:///a'), undefined);
  }
});
