import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readReport } from '../../../../server/src/backends/evidently/read-report.ts';
import { parseJson } from '../../../../server/src/backends/parse-json.ts';

/** Points as [type, parameters, value, verdict]. */
function pointsOf(json: unknown): unknown[] {
  return (readReport(json)?.points ?? []).map(({ type, params, value, drifted }) => [
    type,
    Object.fromEntries(params),
    value,
    drifted,
  ]);
}

test('reports from 0.7.16 on say method and threshold; a test says the verdict', () => {
  const text = `{"metrics": [
    {"id": "a", "metric_name": "ValueDrift(column=age)", "config": {"type": "evidently:metric_v2:ValueDrift", "column": "age", "method": "K-S p_value", "threshold": 0.05}, "value": 0.01},
    {"id": "b", "config": {"type": "evidently:metric_v2:MeanValue", "column": "age"}, "value": NaN},
    {"id": "c", "config": {"type": "evidently:metric_v2:DriftedColumnsCount", "drift_share": 0.5}, "value": {"count": 1, "share": 0.5}},
    {"id": "d", "config": {"type": "evidently:metric_v2:UniqueValueCount", "column": "plan"}, "value": {"counts": {"__proto__": 2, "b": Infinity}, "shares": {"b": 0.5}}},
    {"id": "e", "config": {"type": "evidently:metric_v2:MAE"}, "value": {"mean": 1.5, "std": -2}}],
   "tests": [{"id": "drift", "metric_config": {"metric_id": "a"}, "status": "FAIL"}]}`;
  assert.deepEqual(pointsOf(parseJson(text, true)?.value), [
    ['ValueDrift', { column: 'age', method: 'K-S p_value', threshold: '0.05' }, 0.01, true],
    ['DriftedColumnsCount', { drift_share: '0.5', value_type: 'count' }, 1, undefined],
    ['DriftedColumnsCount', { drift_share: '0.5', value_type: 'share' }, 0.5, undefined],
    ['UniqueValueCount', { column: 'plan', label: '__proto__', value_type: 'count' }, 2, undefined],
    ['UniqueValueCount', { column: 'plan', label: 'b', value_type: 'share' }, 0.5, undefined],
    ['MAE', { value_type: 'mean' }, 1.5, undefined],
    ['MAE', { value_type: 'std' }, -2, undefined],
  ]);
});

test('reports of 0.7.0 to 0.7.15 say method and threshold in the text of a test only', () => {
  const metrics = [
    { id: 'a', metric_id: 'ValueDrift(column=age)', value: 0.034 },
    { id: 'b', metric_id: 'ValueDrift(column=a,b (c),method=Wasserstein distance (normed))', value: 0.2 },
    { id: 'c', metric_id: 'RowCount()', value: 10 },
  ];
  assert.deepEqual(pointsOf({ metrics, tests: [] }), [
    ['ValueDrift', { column: 'age' }, 0.034, undefined],
    ['ValueDrift', { column: 'a,b (c)', method: 'Wasserstein distance (normed)' }, 0.2, undefined],
    ['RowCount', {}, 10, undefined],
  ]);
  const description =
    'Drift score is 0.03. The drift detection method is Wasserstein distance (normed). The drift threshold is 0.10.';
  const tests = [{ id: 'drift', metric_config: { metric_id: 'a' }, status: 'SUCCESS', description }];
  assert.deepEqual(pointsOf({ metrics, tests })[0], [
    'ValueDrift',
    { method: 'Wasserstein distance (normed)', threshold: '0.1', column: 'age' },
    0.034,
    false,
  ]);
});

test('reports up to 0.6 say the verdict themselves', () => {
  const age = {
    column_name: 'age',
    column_type: 'num',
    stattest_name: 'K-S p_value',
    stattest_threshold: 0.05,
    drift_score: 0.01,
    drift_detected: true,
  };
  const report = {
    version: '0.4.40',
    timestamp: '2024-05-06 07:08:09.123456',
    metrics: [
      {
        metric: 'DatasetDriftMetric',
        result: { drift_share: 0.5, number_of_drifted_columns: 3, share_of_drifted_columns: 0.375 },
      },
      { metric: 'DataDriftTable', result: { number_of_drifted_columns: 3, drift_by_columns: { age } } },
      { metric: 'ColumnDriftMetric', result: age },
      {
        metric: 'ClassificationQualityMetric',
        result: { current: { accuracy: 0.9, roc_auc: null }, reference: { accuracy: 1 } },
      },
      { metric: 'SomethingElse', result: { a: 1 } },
    ],
  };
  assert.deepEqual(pointsOf(report), [
    ['DriftedColumnsCount', { drift_share: '0.5', value_type: 'count' }, 3, undefined],
    ['DriftedColumnsCount', { drift_share: '0.5', value_type: 'share' }, 0.375, undefined],
    ['ValueDrift', { column: 'age', method: 'K-S p_value', threshold: '0.05' }, 0.01, true],
    ['Accuracy', {}, 0.9, undefined],
  ]);
  assert.equal(readReport(report)?.time, Date.UTC(2024, 4, 6, 7, 8, 9, 123));
});

test('what is no report is none; what is damaged in parts is read as far as it is sound', () => {
  for (const json of [null, 1, 'x', [], {}, { violations: [] }, { metrics: 1 }])
    assert.equal(readReport(json), undefined);
  const part = fc.oneof(
    fc.jsonValue(),
    fc.record({ id: fc.jsonValue(), metric_id: fc.string(), value: fc.jsonValue(), config: fc.jsonValue() }),
    fc.record({ metric: fc.string(), result: fc.jsonValue() }),
    fc.record({ metric_value_location: fc.jsonValue(), value: fc.jsonValue(), values: fc.jsonValue() }),
  );
  fc.assert(
    fc.property(fc.array(part), fc.jsonValue(), fc.boolean(), (parts, tests, isFull) => {
      const json = isFull ? { metric_results: Object.fromEntries(parts.entries()) } : { metrics: parts, tests };
      for (const { value } of readReport(json)?.points ?? []) assert.ok(Number.isFinite(value));
    }),
  );
});
