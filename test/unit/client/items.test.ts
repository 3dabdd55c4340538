import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsFor } from '../../../client/src/wizard/items.ts';
import { ask, choices } from '../../../server/src/core/scaffold/question.ts';

const free = ask({
  id: 'a',
  title: '',
  prompt: '',
  required: false,
  choices: choices(['auc', 'f1']),
  problem: (text) => (text.includes(' ') ? 'No blanks.' : undefined),
});
const fixed = { ...free, free: false, required: true };

const answers = (question: typeof free, typed: string) => itemsFor(question, typed).items.map(({ answer }) => answer);

test('nothing typed: the choices, and going on without an answer where that is allowed', () => {
  assert.deepEqual(answers({ ...free, initial: 'auc' }, ''), ['auc', 'f1', '']);
  assert.deepEqual(answers(fixed, ''), ['auc', 'f1']);
});

test('where the workspace suggests nothing, Enter decides nothing', () => {
  assert.deepEqual(answers(free, ''), ['', 'auc', 'f1']);
});

test('typed text is what Enter takes, even when it is the beginning of a choice', () => {
  const { items, active } = itemsFor(free, ' f ');
  assert.equal(items[0], active);
  assert.equal(active?.answer, 'f');
  assert.equal(active.alwaysShow, true);
});

test('text that is a choice is that choice, and is not listed twice', () => {
  assert.deepEqual(answers(free, 'f1'), ['auc', 'f1']);
  assert.equal(itemsFor(free, 'f1').active?.answer, 'f1');
});

test('text that is not acceptable says why and cannot be taken', () => {
  const { items, active } = itemsFor(free, 'a b');
  assert.equal(active, undefined);
  assert.equal(items[0]?.description, 'No blanks.');
  assert.equal(items[0].answer, undefined);
});

test('text on its way to a choice chooses it rather than being refused', () => {
  const schedule = {
    ...free,
    choices: [{ value: '0 3 * * 1', label: 'Every week', detail: 'on Monday' }],
    problem: () => 'Not a schedule.',
  };
  for (const typed of ['week', 'Every w', 'monday']) {
    const { items, active } = itemsFor(schedule, typed);
    assert.equal(active?.answer, '0 3 * * 1', typed);
    assert.equal(items.length, 1);
  }
});

test('where only the list counts, typing chooses from it', () => {
  assert.deepEqual(answers(fixed, 'zzz'), ['auc', 'f1']);
  assert.equal(itemsFor(fixed, 'F').active?.answer, 'f1');
  assert.equal(itemsFor(fixed, 'zzz').active, undefined);
});

test('Enter behind typed text never leaves the question open', () => {
  for (const typed of ['f1', 'f', 'a b']) assert.ok(!answers(free, typed).includes(''));
});
