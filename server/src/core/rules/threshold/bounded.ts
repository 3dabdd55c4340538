import { perEntry, type Indicator } from '../../plan/plan.ts';

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

interface Kind {
  /** It lies between nothing and all. */
  readonly isShare: boolean;
  /** It is large as long as the model is of any use. */
  readonly isHigh: boolean;
}

const kindOf = perEntry(({ name, section, role }: Indicator): Kind => {
  const words = `${name} ${section.text('metric') ?? ''}`
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return {
    isShare: words.some((word) => BOUNDED.has(word)) || role === 'errors' || role === 'feedback',
    isHigh: words.some((word) => HIGH.has(word)),
  };
});

/** Whether an indicator is a share that is large as long as the model is of any use. */
export const isLargeShare = (indicator: Indicator): boolean =>
  indicator.objective === 'maximize' && kindOf(indicator).isHigh;

/** The most a share in that unit can be; undefined for other indicators, of which nothing is known. */
export function mostOf(indicator: Indicator): number | undefined {
  if (!kindOf(indicator).isShare) return undefined;
  return indicator.unit === 'ratio' ? 1 : indicator.unit === 'percent' ? 100 : undefined;
}

/** Whether `value`, among others of the unit ratio, reads as if it were in percent. */
export function seemsPercent(value: number, others: readonly number[]): boolean {
  if (value <= 1 || value > 100) return false;
  return others.some((other) => other >= 0.1 && other <= 1 && value / 100 >= other / 3 && value / 100 <= other * 3);
}

/** Whether a value can be reached by the indicator at all; one that cannot is not compared with others. */
export function isReachable(indicator: Indicator, value: number): boolean {
  const { unit, baseline, warning, critical } = indicator;
  const most = mostOf(indicator);
  if (most !== undefined) return value >= 0 && value <= most;
  const lines = [baseline, warning, critical].filter((line) => line !== undefined);
  return unit !== 'ratio' || !seemsPercent(value, lines);
}
