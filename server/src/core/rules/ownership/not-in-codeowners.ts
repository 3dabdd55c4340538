import type { Plan } from '../../plan/plan.ts';
import { FORMATS } from '../../schema/formats.ts';
import { splitSymbol } from '../../workspace-facts.ts';
import { planRule } from '../rule.ts';
import { listed } from '../words.ts';

export const notInCodeowners = planRule({
  id: 'ownership/not-in-codeowners',
  severity: 'warning',
  summary: 'The team that owns the model owns its training code in CODEOWNERS.',
  *check(plan, { facts }) {
    const owner = plan.spec.section('ownership')?.text('owner');
    if (owner === undefined || plan.isExperimental || !FORMATS['backstage-ref']?.test(owner)) return;
    for (const { text, start, end } of plan.spec.section('model')?.texts('trainingCode') ?? []) {
      const { path } = splitSymbol(text);
      const fact = facts.get(path);
      if (fact?.state !== 'file' || !fact.owners || fact.owners.some((name) => isTheirs(name, owner, plan))) continue;
      const found =
        fact.owners.length === 0
          ? `No line of CODEOWNERS covers "${path}"`
          : `CODEOWNERS gives "${path}" to ${listed(fact.owners)}`;
      const message = `${found}, so the code that trains the model changes without a review by its owner ${owner}. Add the team there, or correct the owner here.`;
      yield { span: { start, end }, message };
    }
  },
});

/** Whether an owner in CODEOWNERS (`@org/team`, `@user`, an address) is the plan's owner or one of its members. */
function isTheirs(name: string, owner: string, plan: Plan): boolean {
  const fold = (text: string): string => text.toLowerCase();
  if (fold(name) === fold(owner)) return true;
  const short = fold(name.replace(/^@/, '').replace(/@.*$/, ''));
  const last = short.slice(short.lastIndexOf('/') + 1);
  const isTeam =
    !owner.startsWith('@') && last === fold(owner.slice(Math.max(owner.lastIndexOf('/'), owner.indexOf(':')) + 1));
  const members = plan.spec.section('ownership')?.sections('members') ?? [];
  return isTeam || members.some((member) => fold(member.text('username') ?? '') === short);
}
