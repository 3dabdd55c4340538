import { asRecord, asText } from '../raw.ts';
import type { Point } from './contract.ts';
import { paramsOf } from './params.ts';

/** Names of numbers of classification and regression in reports up to 0.6, and what they are called since. */
const QUALITY: Readonly<Record<string, string>> = {
  accuracy: 'Accuracy',
  precision: 'Precision',
  recall: 'Recall',
  f1: 'F1Score',
  roc_auc: 'RocAuc',
  log_loss: 'LogLoss',
  tpr: 'TPR',
  tnr: 'TNR',
  fpr: 'FPR',
  fnr: 'FNR',
  mean_abs_error: 'MAE',
  mean_error: 'MeanError',
  mean_abs_perc_error: 'MAPE',
  rmse: 'RMSE',
  r2_score: 'R2Score',
};

/** Reports up to 0.6: `metrics[].metric` names what `result` is. */
export function readLegacy(metrics: readonly unknown[]): Point[] {
  const points = new Map<string, Point>();
  const add = (point: Point): void => {
    // The table of all columns and a metric of one column may tell of the same.
    points.set(JSON.stringify([point.type, ...point.params]), point);
  };
  for (const metric of metrics.map(asRecord)) {
    const name = asText(metric?.['metric']) ?? '';
    const result = asRecord(metric?.['result']);
    if (!result) continue;
    if (name === 'DatasetDriftMetric' || name === 'DataDriftTable') {
      const share = paramsOf({ drift_share: result['drift_share'] });
      for (const [type, field] of [
        ['count', 'number_of_drifted_columns'],
        ['share', 'share_of_drifted_columns'],
      ] as const) {
        const params = new Map([...share, ['value_type', type]]);
        const value = result[field];
        if (name === 'DatasetDriftMetric' && isNumber(value)) add({ type: 'DriftedColumnsCount', params, value });
      }
      for (const column of Object.values(asRecord(result['drift_by_columns']) ?? {})) columnDrift(column).forEach(add);
    } else if (name === 'ColumnDriftMetric') columnDrift(result).forEach(add);
    else if (/^(?:Classification|Regression)(?:Dummy)?(?:QualityMetric|Quality)$/.test(name)) {
      const current = asRecord(result['current']) ?? {};
      for (const [field, type] of Object.entries(QUALITY)) {
        const value = current[field];
        if (isNumber(value) && !name.includes('Dummy')) add({ type, params: new Map(), value });
      }
    }
  }
  return [...points.values()];
}

function columnDrift(value: unknown): Point[] {
  const drift = asRecord(value);
  const [column, score] = [asText(drift?.['column_name']), drift?.['drift_score']];
  if (column === undefined || !isNumber(score)) return [];
  const params = paramsOf({ column, method: drift?.['stattest_name'], threshold: drift?.['stattest_threshold'] });
  const drifted = drift?.['drift_detected'];
  return [{ type: 'ValueDrift', params, value: score, ...(typeof drifted === 'boolean' && { drifted }) }];
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
