import { didYouMean, suggest } from '../../schema/did-you-mean.ts';
import { PLAN, type Rule } from '../rule.ts';
import { waiversOf } from './waivers.ts';

export const waiverUnknownRule: Rule = {
  id: 'waiver/unknown-rule',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Every waiver names a rule that exists.',
  *check({ root, ruleIds }) {
    for (const { rule, ruleNode } of waiversOf(root)) {
      if (!rule || !ruleNode || ruleIds.has(rule)) continue;
      const replacements = suggest(rule, ruleIds);
      const message = `There is no rule "${rule}".${didYouMean(replacements)}`;
      const span = { start: ruleNode.start, end: ruleNode.end };
      yield replacements.length > 0 ? { span, message, data: { kind: 'replace', replacements } } : { span, message };
    }
  },
};
