import { SYMBOL_NAMES } from '../../plan/index-plan.ts';
import { PLAN, type Rule } from '../rule.ts';

export const duplicateName: Rule = {
  id: 'reference/duplicate-name',
  severity: 'error',
  kinds: PLAN,
  summary: 'Names are unique among the entries of one list.',
  *check({ index }) {
    for (const { again, first } of index.repeated) {
      yield {
        span: { start: again.node.start, end: again.node.end },
        message: `Another ${SYMBOL_NAMES[again.kind].one} is already named "${again.name}". Give this one a name of its own.`,
        related: [{ span: { start: first.node.start, end: first.node.end }, message: 'The name is first used here.' }],
      };
    }
  },
};
