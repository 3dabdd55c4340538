import { CARD, type Rule } from '../rule.ts';
import { listed, unknownEntries } from './unknown-entry.ts';

export const unknownLibrary: Rule = {
  id: 'card/unknown-library',
  // The hub takes any name; only its snippets and download counts depend on the list.
  severity: 'information',
  kinds: CARD,
  summary: 'The library is one of the dated list, so that the hub can show how to load the model.',
  *check(context) {
    yield* unknownEntries(listed(context, 'libraries'), 'libraries', {
      one: 'library',
      publisher: 'Hugging Face',
      advice: 'The hub will not show how to load the model with it.',
    });
  },
};
