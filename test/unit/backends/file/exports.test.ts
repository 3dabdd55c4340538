import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backend, ALL, readDrift, readSeries, sourceOf } from './read.ts';
import { fileContext, memoryFiles } from '../../../support/memory-files.ts';

const CHUNK =
  'chunk_key,chunk_chunk_index,chunk_start_index,chunk_end_index,chunk_start_date,chunk_end_date,chunk_period';
const chunk = (index: number, period = 'analysis'): string =>
  `[${index}],${index},0,9,2026-01-0${index} 00:00:00,2026-01-0${index} 23:59:59.999999,${period}`;
const at = (day: number): number => Date.UTC(2026, 0, day, 23, 59, 59, 999);

test('performance that NannyML has written is a series at the ends of its chunks', async () => {
  const text = [
    `,${CHUNK},roc_auc_value,roc_auc_sampling_error,roc_auc_upper_confidence_boundary,roc_auc_lower_confidence_boundary,roc_auc_upper_threshold,roc_auc_lower_threshold,roc_auc_alert`,
    `0,${chunk(1, 'reference')},0.97,0.001,1,0.9,0.98,0.95,False`,
    `1,${chunk(2)},0.96,0.001,1,0.9,0.98,0.95,False`,
    `2,${chunk(3)},,0.001,1,0.9,0.98,0.95,`,
    `3,${chunk(4)},0.91,0.001,1,0.9,0.98,0.95,True`,
  ].join('\n');
  const { samples, notes } = await readSeries([text], { metric: 'roc_auc' });
  assert.deepEqual(samples, [
    { time: at(2), value: 0.96 },
    { time: at(4), value: 0.91 },
  ]);
  assert.deepEqual(notes, ['1 chunk of the reference period is not shown']);
  await assert.rejects(readSeries([text], { metric: 'roc_auc_upper_threshold' }), { reason: 'not-found' });
  const listed = await backend().list(sourceOf('a.csv'), fileContext(memoryFiles({ 'a.csv': text })));
  assert.deepEqual(listed, [{ name: 'roc_auc' }]);
});

test('drift that NannyML has written is read by column and method, with its line and alerts', async () => {
  const text = [
    `${CHUNK},home_value_jensen_shannon_value,home_value_jensen_shannon_upper_threshold,home_value_jensen_shannon_lower_threshold,home_value_jensen_shannon_alert,Plan_chi2_value,Plan_chi2_upper_threshold,Plan_chi2_lower_threshold,Plan_chi2_alert`,
    `${chunk(1)},0.05,0.1,,False,12.5,,,True`,
    `${chunk(2)},0.2,0.1,,True,3,,,False`,
  ].join('\n');
  const { series } = await readDrift('a.csv', text, 'jensenshannon', 'home_value');
  assert.deepEqual(series, [
    {
      column: 'home_value',
      method: 'jensenshannon',
      methodLabel: 'jensen_shannon',
      direction: 'distance',
      threshold: 0.1,
      samples: [
        { time: at(1), score: 0.05, drifted: false },
        { time: at(2), score: 0.2, drifted: true },
      ],
    },
  ]);
  const chi2 = await readDrift('a.csv', text, 'chi_square', 'Plan');
  assert.deepEqual(
    chi2.series.map(({ method, direction, threshold, samples }) => [method, direction, threshold, samples[0]]),
    [['chi_square_statistic', 'distance', undefined, { time: at(1), score: 12.5, drifted: true }]],
    'a statistic of chi-square is no p-value',
  );
  assert.deepEqual(chi2.notes, ['"Plan" has scores by chi2, not by chi_square']);
});

test('chunks by index only have no time', async () => {
  await assert.rejects(readSeries([`chunk_key,chunk_start_index,roc_auc_value\n[0],0,0.9`]), {
    message: /has chunks without dates; give NannyML a timestamp column/,
  });
});

test('violations of SageMaker are drift scores at the time of their folder', async () => {
  const violations = [
    {
      feature_name: 'age',
      constraint_check_type: 'baseline_drift_check',
      description: 'Baseline drift distance: 0.36 exceeds threshold: 0.1',
    },
    {
      feature_name: 'plan',
      constraint_check_type: 'data_type_check',
      description: 'Data type match requirement is not met',
    },
    { feature_name: '__proto__', description: 'Baseline drift distance: 1.5e-1 exceeds threshold: 0.1' },
    null,
    'text',
  ];
  const name = 'monitor/2026/11/25/13/constraint_violations.json';
  const { series, notes } = await readDrift(name, JSON.stringify({ violations }), 'psi', 'age', 'plan', '__proto__');
  assert.deepEqual(series, [
    {
      column: 'age',
      method: 'SageMaker drift distance',
      methodLabel: 'SageMaker drift distance',
      direction: 'distance',
      threshold: 0.1,
      samples: [{ time: Date.UTC(2026, 10, 25, 13), score: 0.36, drifted: true }],
    },
    {
      column: '__proto__',
      method: 'SageMaker drift distance',
      methodLabel: 'SageMaker drift distance',
      direction: 'distance',
      threshold: 0.1,
      samples: [{ time: Date.UTC(2026, 10, 25, 13), score: 0.15, drifted: true }],
    },
  ]);
  assert.ok(notes.includes('SageMaker names only columns that drift'));
  assert.ok(notes.includes('3 violations are not about drift'));
  const flat = await readDrift('constraint_violations.json', JSON.stringify({ violations }), 'psi', 'age');
  assert.equal(flat.series[0]?.samples[0]?.time, Date.UTC(2026, 0, 1), 'the file’s own time');
  const quiet = await readDrift('2026/11/25/constraint_violations.json', '{"violations": []}', 'psi', 'age');
  assert.deepEqual(quiet.series, []);
});

test('JSON of another kind is refused in words', async () => {
  const why = (text: string): Promise<void> =>
    assert.rejects(
      backend().series(sourceOf('a.json'), { metric: 'auc', ...ALL }, fileContext(memoryFiles({ 'a.json': text }))),
      {
        reason: 'bad-answer',
        message: /a\.json is (?:neither a report of Evidently nor violations of SageMaker|no JSON)/,
      },
    );
  for (const text of ['{}', '[]', 'null', '{"violations": 1}', '{', '']) await why(text);
});
