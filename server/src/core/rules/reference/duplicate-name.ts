import { SYMBOL_NAMES, type Definition } from '../../plan/index-plan.ts';
import { PLAN, type Rule } from '../rule.ts';

export const duplicateName: Rule = {
  id: 'reference/duplicate-name',
  severity: 'error',
  kinds: PLAN,
  summary: 'Names are unique among the entries of one list.',
  *check({ index }) {
    const first = new Map<string, Definition>();
    for (const definition of index.definitions) {
      const key = `${definition.kind} ${definition.name}`;
      const earlier = first.get(key);
      if (!earlier) {
        first.set(key, definition);
        continue;
      }
      yield {
        span: { start: definition.node.start, end: definition.node.end },
        message: `Another ${SYMBOL_NAMES[definition.kind].one} is already named "${definition.name}". Give this one a name of its own.`,
        related: [
          { span: { start: earlier.node.start, end: earlier.node.end }, message: 'The name is first used here.' },
        ],
      };
    }
  },
};
