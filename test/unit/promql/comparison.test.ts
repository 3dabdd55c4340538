import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readComparison, type Op } from '../../../server/src/core/promql/comparison.ts';

const READ: readonly (readonly [query: string, op: Op, value: number, measured: string])[] = [
  ['auc < 0.85', 'lt', 0.85, 'auc'],
  ['auc <= .85', 'lte', 0.85, 'auc'],
  ['avg by (model) (auc{model="x > 3"}) >= 1e3', 'gte', 1000, 'avg by (model) (auc{model="x > 3"})'],
  ['0.85 > auc', 'lt', 0.85, 'auc'],
  ['-1 <= rate(a[5m])', 'gte', -1, 'rate(a[5m])'],
  ['((auc < (0.85)))', 'lt', 0.85, 'auc'],
  ['# the night of the incident\nauc < 0.8 # for now', 'lt', 0.8, 'auc'],
  ['a > -(-2)', 'gt', 2, 'a'],
  ['a > +Inf', 'gt', Infinity, 'a'],
  ['a < 1_000', 'lt', 1000, 'a'],
  ['a > 0x1F', 'gt', 31, 'a'],
  ['time() - last_seen > 5m', 'gt', 300, 'time() - last_seen'],
];

for (const [query, op, value, measured] of READ)
  test(`“${query}” fires ${op} ${value}`, () => {
    const found = readComparison(query);
    assert.deepEqual(found && [found.op, found.value, found.measured], [op, value, measured]);
  });

for (const query of [
  'auc',
  'absent(auc)',
  'auc == 1',
  'auc != 1',
  'auc < bool 0.85',
  'auc < on (model) line',
  'auc < line',
  '1 < 2',
  'auc < 0.85 and traffic > 10',
  'auc < 0.85 unless on () maintenance',
  'auc > 0.1 < 0.85',
  'count(auc < 0.85) > 3',
  'auc < NaN',
  'auc <',
  'auc < 0.85)',
  '',
  `${'('.repeat(5_000)}auc${')'.repeat(5_000)} < `,
  'a'.repeat(30_000),
])
  test(`“${query.slice(0, 40)}” fires at no one number`, () => {
    assert.equal(readComparison(query), undefined);
  });

test('what is calculated with a number may have another unit', () => {
  const calculates = (query: string): boolean | undefined => readComparison(query)?.calculates;
  assert.equal(calculates('sum(rate(errors[5m])) / sum(rate(all[5m])) > 0.01'), false);
  assert.equal(calculates('sum(rate(errors[5m])) * 100 > 1'), true);
  assert.equal(calculates('1 - ok_ratio > 0.01'), true);
  assert.equal(calculates('-auc > -0.85'), true);
  assert.equal(calculates('quantile_over_time(0.95, seconds[5m]) > 1'), false);
});

test('signs without number, brackets without end and any other text are read in bounded time', () => {
  const deep = (depth: number): string[] => [
    `a > ${'-'.repeat(depth)}1`,
    `${'('.repeat(depth)}a${')'.repeat(depth)} > 1`,
  ];
  for (const query of deep(1_000)) assert.equal(readComparison(query)?.value, 1);
  // The grammar itself gives up before the stack does.
  for (const query of deep(9_000)) assert.equal(readComparison(query), undefined);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readComparison(text)));
  const words = fc.array(
    fc.constantFrom('a', '<', '>=', '(', ')', '-', '0.85', 'bool', 'and', '{', '}', '"', '#', '\n'),
  );
  fc.assert(fc.property(words, (parts) => void readComparison(parts.join(' '))));
});

test('whatever number and direction is written is read', () => {
  const op = fc.constantFrom<readonly [string, Op]>(['<', 'lt'], ['<=', 'lte'], ['>', 'gt'], ['>=', 'gte']);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), op, (value, [sign, meant]) => {
      const found = readComparison(`avg(auc) ${sign} ${value}`);
      // -0 is 0 to whoever compares.
      assert.ok(found?.op === meant && found.value === value);
    }),
  );
});
