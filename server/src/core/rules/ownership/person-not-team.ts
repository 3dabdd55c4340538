import { ownerInCatalog, type CatalogEntity } from '../../catalog.ts';
import { FORMATS } from '../../schema/formats.ts';
import { planRule } from '../rule.ts';

export const personNotTeam = planRule({
  id: 'ownership/person-not-team',
  severity: 'warning',
  summary: 'A team owns the model, not a person.',
  *check(plan, { facts }) {
    const ownership = plan.spec.section('ownership');
    const owner = ownership?.text('owner');
    if (!ownership || owner === undefined || plan.isExperimental || !FORMATS['backstage-ref']?.test(owner)) return;
    const members = ownership.sections('members').flatMap((member) => member.text('username') ?? []);
    const name = owner.slice(owner.lastIndexOf('/') + 1).replace(/^[a-z]+:/i, '');
    const why = whyPerson(owner, members.includes(name), ownerInCatalog(plan, facts.catalog ?? []).entity);
    if (why === undefined) return;
    const message = `The owner "${owner}" ${why}. A model outlives the time a person is in the team: name the team, and "${name}" as its accountable member.`;
    yield { span: ownership.place('owner'), message };
  },
});

/** What tells that an owner is a person; a reference that says its kind is taken at its word. */
function whyPerson(owner: string, isMember: boolean, entity: CatalogEntity | undefined): string | undefined {
  if (/^user:/i.test(owner)) return 'is a user';
  if (owner.includes(':') || owner.startsWith('@')) return undefined;
  if (entity) return /^user$/i.test(entity.kind) ? `is a user in ${entity.file}` : undefined;
  return isMember ? 'is one of the members' : undefined;
}
