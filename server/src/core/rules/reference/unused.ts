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
    for (const definition of index.definitions) {
      const { kind, name } = definition;
      if (!CHECKED.has(kind)) continue;
      if (index.references.some((reference) => reference.name === name && reference.kinds.includes(kind))) continue;
      const { node, path } = definition;
      yield {
        span: { start: node.start, end: node.end },
        message: `Nothing in this plan uses the ${SYMBOL_NAMES[kind].one} "${name}".`,
        unnecessary: true,
        data: { kind: 'remove', path: path.slice(0, -1) },
      };
    }
  },
};
