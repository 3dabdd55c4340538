import { parseDate } from '../../schema/formats.ts';
import { PLAN, type Rule } from '../rule.ts';
import { endOfDay, waiversOf } from './waivers.ts';

export const waiverExpired: Rule = {
  id: 'waiver/expired',
  severity: 'error',
  kinds: PLAN,
  summary: 'No waiver outlives its expiry date.',
  *check({ root, now }) {
    for (const { rule, expires, expiresNode } of waiversOf(root)) {
      const day = expires === undefined ? undefined : parseDate(expires);
      if (day === undefined || !expiresNode || now < endOfDay(day)) continue;
      const message = `This waiver of ${rule ?? 'a rule'} expired on ${expires}. Mend what it excused, or decide again and set a new date.`;
      yield { span: { start: expiresNode.start, end: expiresNode.end }, message };
    }
  },
};
