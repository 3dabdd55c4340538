import { FORMATS } from '../../schema/formats.ts';
import { planRule } from '../rule.ts';

export const personNotTeam = planRule({
  id: 'ownership/person-not-team',
  severity: 'warning',
  summary: 'A team owns the model, not a person.',
  *check(plan) {
    const ownership = plan.spec.section('ownership');
    const owner = ownership?.text('owner');
    if (!ownership || owner === undefined || plan.isExperimental || !FORMATS['backstage-ref']?.test(owner)) return;
    const members = ownership.sections('members').flatMap((member) => member.text('username') ?? []);
    const name = owner.slice(owner.lastIndexOf('/') + 1).replace(/^[a-z]+:/i, '');
    const isUser = /^user:/i.test(owner);
    if (!isUser && (owner.includes(':') || owner.startsWith('@') || !members.includes(name))) return;
    const why = isUser ? 'is a user' : 'is one of the members';
    const message = `The owner "${owner}" ${why}. A model outlives the time a person is in the team: name the team, and "${name}" as its accountable member.`;
    yield { span: ownership.place('owner'), message };
  },
});
