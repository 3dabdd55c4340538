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
    const used = new Set<string>();
    for (const { kinds, name } of index.references) {
      for (const kind of kinds) if (CHECKED.has(kind)) used.add(`${kind} ${name}`);
    }
    for (const definition of index.definitions) {
      const { kind, name } = definition;
      if (!CHECKED.has(kind) || used.has(`${kind} ${name}`)) continue;
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
