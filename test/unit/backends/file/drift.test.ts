import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readDrift } from './read.ts';

const HEADER = 'timestamp,metric,value,column,model_version';

test('rows with a column are drift scores; the metric names the method', async () => {
  const text = [
    HEADER,
    '2026-01-01,psi,0.1,age,6',
    '2026-01-02,psi,0.3,age,7',
    '2026-01-02,K-S p_value,0.01,age,7',
    '2026-01-02,psi,0.2,income,7',
    '2026-01-02,homemade,5,plan,7',
    '2026-01-02,psi,oops,broken,7',
    '2026-01-02,auc,0.9,,7',
  ].join('\n');
  const { series, notes } = await readDrift('a.csv', text, 'psi', 'age', 'plan', 'broken', 'nowhere');
  assert.deepEqual(series, [
    {
      column: 'age',
      method: 'psi',
      methodLabel: 'Population stability index',
      direction: 'distance',
      samples: [
        { time: Date.UTC(2026, 0, 1), score: 0.1 },
        { time: Date.UTC(2026, 0, 2), score: 0.3 },
      ],
    },
    {
      column: 'plan',
      method: 'homemade',
      methodLabel: 'homemade',
      samples: [{ time: Date.UTC(2026, 0, 2), score: 5 }],
    },
  ]);
  assert.deepEqual(notes, ['"plan" has scores by homemade, not by psi']);
  const ks = await readDrift('a.csv', text, 'ks', 'age');
  assert.deepEqual(
    ks.series.map(({ method, direction }) => [method, direction]),
    [['ks', 'p-value']],
  );
});

test('where the method has changed, what came after it is given too, as a series of its own', async () => {
  const text = [HEADER, '2026-01-01,ks,0.4,age,', '2026-01-02,ks,0.3,age,', '2026-01-03,wasserstein,0.2,age,'].join(
    '\n',
  );
  const { series } = await readDrift('a.csv', text, 'ks', 'age');
  assert.deepEqual(
    series.map(({ method, samples }) => [method, samples.length]),
    [
      ['ks', 2],
      ['wasserstein', 1],
    ],
  );
});

test('the example’s drift is read, and columns named like the parts of an object are columns', async () => {
  const text = readFileSync('examples/flight-delays/metrics/history.csv', 'utf8');
  const rows = text.split('\n').map((line) => line.split(','));
  const column = rows.find((row) => row[2] === 'psi' && row[3] !== '')?.[3] ?? '';
  const { series } = await readDrift('a.csv', text, 'psi', column);
  assert.deepEqual(
    series[0]?.samples.map(({ score }) => score),
    rows.filter((row) => row[2] === 'psi' && row[3] === column).map((row) => Number(row[4])),
  );
  for (const name of ['constructor', '__proto__', 'toString']) {
    assert.equal((await readDrift('a.csv', text, 'psi', name)).series.length, 0);
    const own = `${HEADER}\n2026-01-01,psi,0.1,${name},`;
    assert.equal((await readDrift('a.csv', own, 'psi', name)).series[0]?.column, name);
  }
});
