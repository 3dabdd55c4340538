import { groupBy } from '../../group-by.ts';
import { sharedNames, SYMBOL_NAMES, type Definition, type PlanIndex } from '../../plan/index-plan.ts';
import { PLAN, type Rule } from '../rule.ts';

export const duplicateName: Rule = {
  id: 'reference/duplicate-name',
  severity: 'error',
  kinds: PLAN,
  summary: 'Names are unique among the entries of one list.',
  *check({ index }) {
    for (const [definition, earlier] of repeated(index)) {
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

/** Definitions whose name another one of the kind has already, with the first of them. */
function* repeated(index: PlanIndex): Generator<readonly [again: Definition, first: Definition]> {
  for (const definitions of sharedNames(index)) {
    for (const [first, ...again] of groupBy(definitions, ({ kind }) => kind).values())
      for (const definition of again) if (first) yield [definition, first];
  }
}
