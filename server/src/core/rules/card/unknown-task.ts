import { ANY, type Rule } from '../rule.ts';
import { listed, unknownEntries } from './unknown-entry.ts';

export const unknownTask: Rule = {
  id: 'card/unknown-task',
  severity: 'warning',
  kinds: ANY,
  summary: 'Every task, in a card or a plan, is one of the dated list.',
  *check(context) {
    yield* unknownEntries(listed(context, 'tasks'), 'tasks', {
      one: 'task',
      publisher: 'Hugging Face',
      advice: 'Use the task of the list that comes nearest, or "other".',
    });
  },
};
