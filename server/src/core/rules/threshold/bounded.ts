import type { Indicator } from '../../plan/plan.ts';

/** Metrics of a model that cannot leave 0 to 1, by the words of their names. */
const BOUNDED = new Set(
  'accuracy auc auroc auprc aucpr f1 precision recall sensitivity specificity brier ndcg iou dice coverage share probability'.split(
    ' ',
  ),
);
/** Of these a model in use has far more than a hundredth: 0.91 in percent is a slip. */
const HIGH = new Set(
  'accuracy auc auroc f1 precision recall sensitivity specificity ndcg iou dice coverage'.split(' '),
);

const wordsOf = ({ name, section }: Indicator): string[] =>
  `${name} ${section.text('metric') ?? ''}`
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

/** Whether an indicator is a share, which lies between nothing and all. */
export const isShare = (indicator: Indicator): boolean =>
  wordsOf(indicator).some((word) => BOUNDED.has(word)) || indicator.role === 'errors' || indicator.role === 'feedback';

/** Whether an indicator is a share that is large as long as the model is of any use. */
export const isLargeShare = (indicator: Indicator): boolean =>
  indicator.objective === 'maximize' && wordsOf(indicator).some((word) => HIGH.has(word));
