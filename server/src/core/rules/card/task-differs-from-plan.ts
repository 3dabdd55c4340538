import { resolve } from '../../document/node.ts';
import { Section } from '../../plan/section.ts';
import type { Rule } from '../rule.ts';

export const taskDiffersFromPlan: Rule = {
  id: 'card/task-differs-from-plan',
  severity: 'warning',
  kinds: ['huggingface-card'],
  summary: 'The task of a card is that of the plan that names it.',
  *check({ root, facts }) {
    const map = resolve(root);
    const card = map?.kind === 'map' ? new Section(map) : undefined;
    const task = card?.text('pipeline_tag');
    if (!card || task === undefined) return;
    for (const plan of facts.plansOfCard ?? []) {
      if (plan.task === undefined || plan.task === task) continue;
      const message = `The card says that the model does ${task}, the plan in ${plan.file} that it does ${plan.task}. Correct the one that is wrong.`;
      const data = { kind: 'replace' as const, replacements: [plan.task], unsure: true };
      yield { span: card.place('pipeline_tag'), message, data };
    }
  },
};
