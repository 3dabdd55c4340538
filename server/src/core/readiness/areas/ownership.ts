import { present } from '../../decay/plan-indicators.ts';
import type { Area, Facts } from '../check.ts';
import { said } from '../proofs.ts';

const PATH = ['spec', 'ownership'] as const;

export const ownership: Area = {
  id: 'ownership',
  title: 'Ownership',
  checks: [
    {
      name: 'owner',
      title: 'A team owns the model',
      why: 'After release a model without an owner decays unnoticed: whoever trained it has gone on to the next one.',
      required: true,
      reach: 'evidenced',
      weight: 2,
      minutes: 15,
      rules: ['ownership/person-not-team', 'ownership/not-in-codeowners'],
      path: [...PATH, 'owner'],
      find: (facts) => {
        const code = ownedCode(facts);
        const found = said(
          facts.plan.spec.section('ownership'),
          'owner',
          'Name the team that answers for the model: "owner".',
        );
        // Without a CODEOWNERS file nothing in the repository could show it.
        return { ...found, ...(code.known ? {} : { reach: 'declared' as const }), ...present({ file: code.file }) };
      },
    },
    {
      name: 'members',
      title: 'Somebody is accountable',
      why: 'A team decides nothing at three in the morning; a person does.',
      reach: 'declared',
      weight: 1,
      minutes: 10,
      rules: ['ownership/left-member'],
      path: [...PATH, 'members'],
      find: ({ plan }) => {
        const members = plan.spec.section('ownership')?.sections('members') ?? [];
        const accountable = members.find((member) => member.text('role') === 'accountable' && !member.has('dateOut'));
        return {
          declared: accountable !== undefined,
          says: accountable?.text('username') ?? 'List a member whose role is "accountable".',
        };
      },
    },
    {
      name: 'on-call',
      title: 'Somebody is on call',
      why: 'An alert that reaches nobody is a log line.',
      required: true,
      reach: 'declared',
      weight: 2,
      minutes: 60,
      rules: ['ownership/no-on-call'],
      path: [...PATH, 'onCall'],
      find: ({ plan }) =>
        said(
          plan.spec.section('ownership')?.section('onCall'),
          'schedule',
          'Name the schedule of who is called: "onCall".',
        ),
    },
    {
      name: 'escalation',
      title: 'Escalation is set',
      why: 'People sleep, travel and leave; an alert nobody answers has to reach somebody else.',
      reach: 'declared',
      weight: 1,
      minutes: 15,
      rules: ['ownership/no-escalation'],
      path: [...PATH, 'escalation'],
      find: ({ plan }) => {
        const [first] = plan.spec.section('ownership')?.sections('escalation') ?? [];
        return {
          declared: first !== undefined,
          says: first
            ? `${first.text('to') ?? ''} after ${first.text('after') ?? ''}`
            : 'Say who is called when nobody answers: "escalation".',
        };
      },
    },
  ],
};

/** The first training file that the repository gives an owner; `known`: whether the repository says who owns what. */
function ownedCode({ plan, files }: Facts): { readonly known: boolean; readonly file?: string } {
  let known = false;
  for (const { text } of plan.spec.section('model')?.texts('trainingCode') ?? []) {
    const fact = files.get(text.split('#')[0] ?? '');
    if (fact?.state !== 'file' || !fact.owners) continue;
    known = true;
    if (fact.owners.length > 0) return { known, file: text };
  }
  return { known };
}
