import type { MadeFile } from '../../workspace-facts.ts';
import { PLAN, type Finding, type Rule, type RuleContext } from '../rule.ts';
import { findPair, nodeAt } from '../../document/node.ts';

/** A rule about files that were made from a plan: told where the plan says its name. */
export function madeRule(
  rule: Pick<Rule, 'id' | 'severity' | 'summary'>,
  state: MadeFile['state'],
  message: (files: string, many: boolean) => string,
): Rule {
  return {
    ...rule,
    kinds: PLAN,
    *check({ root, facts, value }: RuleContext): Iterable<Finding> {
      const name = nameOf(value);
      const files = (facts.made ?? [])
        .filter((one) => one.state === state && one.plan === name)
        .map(({ file }) => file);
      const place = nodeAt(root, ['metadata', 'name']) ?? findPair(root, 'kind')?.value;
      if (files.length === 0 || !place) return;
      const [first = '', ...others] = files;
      const listed = others.length === 0 ? `"${first}"` : `"${first}" and ${others.length} more`;
      yield { span: { start: place.start, end: place.end }, message: message(listed, others.length > 0) };
    },
  };
}

const nameOf = (value: RuleContext['value']): unknown =>
  typeof value === 'object' && value !== null && 'metadata' in value
    ? (value['metadata'] as { readonly name?: unknown } | null)?.name
    : undefined;
