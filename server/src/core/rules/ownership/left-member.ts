import type { Span } from '../../document/text.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Section } from '../../plan/section.ts';
import { planRule } from '../rule.ts';
import { endOfDay } from '../waiver/waivers.ts';

export const leftMember = planRule({
  id: 'ownership/left-member',
  severity: 'warning',
  summary: 'Nobody who has left the team is still responsible.',
  *check(plan, { now }) {
    const members = plan.spec.section('ownership')?.sections('members') ?? [];
    const left = members.filter((member) => hasLeft(member, now));
    for (const member of left) {
      const name = member.text('username');
      const day = member.text('dateOut');
      if (name === undefined || day === undefined) continue;
      const successor = member.text('replacedByUsername');
      const isThere = members.some((other) => other.text('username') === successor && !hasLeft(other, now));
      const hint = successor === undefined ? 'Name somebody who is there.' : `"${successor}" took over.`;
      for (const { what, span } of duties(plan, name)) {
        yield {
          span,
          message: `"${name}" ${what}, but left on ${day}. ${hint}`,
          ...(successor !== undefined && isThere && { data: { kind: 'replace', replacements: [successor] } }),
        };
      }
      const isAccountable = member.text('role') === 'accountable';
      const others = members.filter((other) => !hasLeft(other, now));
      const isCovered = isAccountable
        ? others.some((other) => other.text('role') === 'accountable')
        : others.length > 0;
      if (isCovered || successor !== undefined) continue;
      const lost = isAccountable ? 'and nobody else is accountable' : 'and with "' + name + '" the last of the team';
      yield { span: member.place('dateOut'), message: `"${name}" left on ${day}, ${lost}. Add who took over.` };
    }
  },
});

/** The last day in the team is over. */
function hasLeft(member: Section, now: number): boolean {
  const day = member.date('dateOut');
  return day !== undefined && now >= endOfDay(day);
}

/** Where the plan counts on a person. */
function duties({ spec }: Plan, name: string): { readonly what: string; readonly span: Span }[] {
  const promotion = spec.section('retraining')?.section('promotion');
  const rollback = spec.section('rollback');
  return [
    ...(promotion?.texts('approvers') ?? [])
      .filter(({ text }) => text === name)
      .map((at) => ({ what: 'approves new models', span: { start: at.start, end: at.end } })),
    ...(rollback?.text('approver') === name ? [{ what: 'approves going back', span: rollback.place('approver') }] : []),
    ...spec
      .sections('waivers')
      .filter((waiver) => waiver.text('owner') === name)
      .map((waiver) => ({ what: 'answers for this waiver', span: waiver.place('owner') })),
  ];
}
