import type { Node } from '../document/node.ts';
import type { PlanOfCard } from '../workspace-facts.ts';
import { planOf } from './plan.ts';

/**
 * What a plan says that its card can be compared with, and the card as it names it; undefined where it names none.
 * @param file the plan's path, relative to the card
 */
export function comparedWithCard(root: Node | undefined, file: string): { card: string; plan: PlanOfCard } | undefined {
  const plan = planOf(root);
  const model = plan?.spec.section('model');
  const card = model?.text('card');
  if (!plan || !model || card === undefined) return undefined;
  const indicators = plan.indicators.flatMap(({ name, baseline, section }) =>
    baseline === undefined ? [] : [{ name, baseline, metric: section.text('metric') }],
  );
  return { card, plan: { file, task: model.text('task'), indicators } };
}
