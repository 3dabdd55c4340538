import { PLAN, type Rule } from '../rule.ts';
import { waiversOf } from './waivers.ts';

export const waiverNoOwner: Rule = {
  id: 'waiver/no-owner',
  severity: 'error',
  kinds: PLAN,
  summary: 'Every waiver has an owner.',
  *check({ root }) {
    for (const { entry, owner, ruleNode } of waiversOf(root)) {
      if (owner) continue;
      const at = ruleNode ?? entry.pairs[0]?.key ?? entry;
      yield {
        span: { start: at.start, end: at.end },
        message: 'This waiver has no owner: name who answers for it until it expires.',
      };
    }
  },
};
