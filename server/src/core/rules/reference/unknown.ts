import { SYMBOL_NAMES, type Reference } from '../../plan/index-plan.ts';
import { didYouMean, suggest } from '../../schema/did-you-mean.ts';
import type { SymbolKind } from '../../schema/json-schema.ts';
import { PLAN, type Finding, type Rule } from '../rule.ts';

/** The rule that each name of a `kind` used in a plan is defined in it. */
export function unknownReference(id: string, kind: SymbolKind): Rule {
  const { one, section } = SYMBOL_NAMES[kind];
  return {
    id,
    severity: 'error',
    kinds: PLAN,
    summary: `Every ${one} a plan names is defined in it.`,
    *check(context) {
      for (const reference of context.index.dangling) {
        if (reference.kinds[0] !== kind || isProse(reference)) continue;
        const names = context.index.definitions
          .filter((known) => reference.kinds.includes(known.kind))
          .map((known) => known.name);
        yield unknown(reference, one, section, names);
      }
    },
  };
}

/** Prose such as "weekly review" is no name; `ChurnTenureDrfit` is one, misspelt. */
const isProse = ({ soft, name }: Reference): boolean => soft && !/^[\w.-]*(?:[a-z][A-Z]|_)[\w.-]*$/.test(name);

function unknown(reference: Reference, one: string, section: string, names: readonly string[]): Finding {
  const replacements = suggest(reference.name, names);
  const known =
    names.length === 0
      ? ` ${section} defines none.`
      : names.length <= 10
        ? ` Defined: ${[...new Set(names)].join(', ')}.`
        : '';
  const message = `No ${one} is named "${reference.name}".${didYouMean(replacements) || known}`;
  const span = { start: reference.node.start, end: reference.node.end };
  return replacements.length > 0 ? { span, message, data: { kind: 'replace', replacements } } : { span, message };
}
