import { present } from '../../decay/plan-indicators.ts';
import type { Area } from '../check.ts';
import { allThere, isThere } from '../proofs.ts';

const PATH = ['spec', 'model', 'card'] as const;

export const modelCard: Area = {
  id: 'model-card',
  title: 'Model card',
  checks: [
    {
      name: 'written',
      title: 'Model card is written',
      why: 'Whoever uses the model has to know what it is for, what it was trained on, and where it fails.',
      required: true,
      reach: 'evidenced',
      weight: 2,
      minutes: 120,
      rules: [],
      path: PATH,
      find: (facts) => {
        const card = facts.plan.spec.section('model')?.text('card');
        return {
          declared: card !== undefined,
          says: card ?? 'Name the model card: "card".',
          ...allThere(facts, [card]),
        };
      },
    },
    {
      name: 'complete',
      title: 'Model card is complete',
      why: 'A card with gaps, or with other numbers than the plan, is worse than none: people believe it.',
      reach: 'evidenced',
      weight: 1,
      minutes: 60,
      rules: [],
      path: PATH,
      find: (facts) => {
        const card = facts.plan.spec.section('model')?.text('card');
        const serious = facts.card?.filter(({ severity }) => severity !== 'information') ?? [];
        const [first] = serious;
        return {
          declared: card !== undefined,
          says: card === undefined ? 'Write a model card first.' : (first?.message ?? card),
          ...present({
            file: facts.card && serious.length === 0 && isThere(facts, card) ? card : undefined,
            contradicted:
              first &&
              `${serious.length} ${serious.length === 1 ? 'finding' : 'findings'} in the card: ${first.message}`,
          }),
        };
      },
    },
  ],
};
