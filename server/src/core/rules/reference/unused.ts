import { SYMBOL_NAMES } from '../../plan/index-plan.ts';
import type { SymbolKind } from '../../schema/json-schema.ts';
import { PLAN, type Rule } from '../rule.ts';

/** An unused indicator or column is still watched; an unused source or target does nothing at all. */
const CHECKED: ReadonlySet<SymbolKind> = new Set(['dataSource', 'notificationTarget']);

export const unused: Rule = {
  id: 'reference/unused',
  severity: 'information',
  kinds: PLAN,
  summary: 'Every data source and notification target is used.',
  *check({ index }) {
    for (const { kind, name, node, path } of index.definitionsOf(CHECKED)) {
      if (index.uses(name, kind)) continue;
      yield {
        span: { start: node.start, end: node.end },
        message: `Nothing in this plan uses the ${SYMBOL_NAMES[kind].one} "${name}".`,
        unnecessary: true,
        data: { kind: 'remove', path: path.slice(0, -1) },
      };
    }
  },
};
