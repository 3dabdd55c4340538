import { RULES } from '../../core/rules/index.ts';
import { didYouMean, suggest } from '../../core/schema/did-you-mean.ts';
import { RULE_DOCUMENTS } from './generated/rule-documents.js';
import { UsageError } from './usage.ts';

/**
 * The page of a rule.
 * @throws UsageError when there is no such rule
 */
export function explain(rule: string): string {
  const page = Object.hasOwn(RULE_DOCUMENTS, rule) ? RULE_DOCUMENTS[rule] : undefined;
  if (page !== undefined) return page;
  const ids = RULES.map(({ id }) => id);
  throw new UsageError(
    `There is no rule "${rule}".${didYouMean(suggestRule(rule, ids))} All rules: docs/rules/README.md.`,
  );
}

/** Who forgets the family, or mistypes it, still means the name. */
function suggestRule(rule: string, ids: readonly string[]): string[] {
  const near = suggest(rule, ids);
  if (near.length > 0) return near;
  const name = rule.slice(rule.indexOf('/') + 1);
  const names = suggest(name, new Set(ids.map((id) => id.slice(id.indexOf('/') + 1))));
  return ids.filter((id) => [name, ...names].some((known) => id.endsWith(`/${known}`)));
}
