/** Metrics that are computed from predictions and labels alone, by the words of their names. */
const METRICS = new Set(
  'accuracy auc auroc auprc aucpr roc f1 fbeta f2 precision recall sensitivity specificity gini brier logloss rmse rmsle mae mse mape smape wape wmape mase r2 perplexity bleu rouge rougel meteor chrf ndcg iou miou dice psnr ssim wer cer mcc kappa pinball'.split(
    ' ',
  ),
);
/** Words that make a metric of the model of the words beside them: `log_loss`, `val_loss`, `r_squared`. */
const PAIRS = [
  'log loss',
  'cross entropy',
  'hinge loss',
  'val loss',
  'validation loss',
  'test loss',
  'training loss',
  'r squared',
];
/** Words that say where or how it was measured, and change nothing about what it is. */
const FILLERS = new Set(
  'a at avg balanced curve error for holdout loss macro mean median micro model of offline on overall score test the top train training under val validation weighted'.split(
    ' ',
  ),
);

/** The words of a name: `rocAuc` and `roc-auc` are roc and auc. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/**
 * Whether a name is that of a metric of a model. Every word must be one of these: `order_accuracy` is a number of a
 * warehouse, `test_accuracy` is none.
 */
export function isModelMetric(name: string): boolean {
  let text = ` ${wordsOf(name).join(' ')} `;
  let found = false;
  for (const pair of PAIRS) {
    if (!text.includes(` ${pair} `)) continue;
    found = true;
    text = text.replace(` ${pair} `, ' ');
  }
  const words = text
    .trim()
    .split(' ')
    .filter((word) => word !== '');
  found ||= words.some((word) => METRICS.has(word));
  return found && words.every((word) => METRICS.has(word) || FILLERS.has(word) || /^(?:q|p|k)?\d+$/.test(word));
}
