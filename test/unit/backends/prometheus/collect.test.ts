import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keepExtremes } from '../../../../server/src/backends/keep-extremes.ts';
import { collect, type Range } from '../../../../server/src/backends/prometheus/collect.ts';
import { readEnvelope, readQuery } from '../../../../server/src/backends/prometheus/contract.ts';
import { readNumber } from '../../../../server/src/backends/prometheus/numbers.ts';
import { SourceError } from '../../../../server/src/backends/source-error.ts';

const ALL: Range = { from: 0, to: 1e15 };
const matrix = (...result: unknown[]): unknown => ({ resultType: 'matrix', result });
const series = (metric: Record<string, string>, ...values: unknown[]): unknown => ({ metric, values });
const collected = (data: unknown, range = ALL): ReturnType<typeof collect> => collect(readQuery(data), range);
const values = (data: unknown, range = ALL): number[] => collected(data, range).samples.map(({ value }) => value);

test('numbers arrive as text, three of them as words', () => {
  const cases = {
    '1e+00': 1,
    '-0.5': -0.5,
    '+Inf': Infinity,
    '-Inf': -Infinity,
    NaN: NaN,
    '1e400': Infinity,
    '.5': 0.5,
  };
  for (const [text, value] of Object.entries(cases)) assert.equal(readNumber(text), value, text);
  assert.equal(readNumber(2), 2);
  for (const odd of ['', ' ', '0x10', '1,5', 'one', null, undefined, true, {}, [1], '1'.repeat(401)])
    assert.equal(readNumber(odd), undefined, JSON.stringify(odd));
});

test('a matrix, a vector and a scalar are one series', () => {
  assert.deepEqual(collected(matrix(series({}, [1.5, '2'], [3, '4']))).samples, [
    { time: 1_500, value: 2 },
    { time: 3_000, value: 4 },
  ]);
  assert.deepEqual(values({ resultType: 'vector', result: [{ metric: {}, value: [1, '7'] }] }), [7]);
  assert.deepEqual(values({ resultType: 'scalar', result: [1, '7'] }), [7]);
  assert.deepEqual(values(matrix()), []);
  assert.throws(() => collected({ resultType: 'string', result: [1, 'x'] }), /gives a text/);
});

test('what is no finite number is left out and told', () => {
  const { samples, notes } = collected(
    matrix(series({}, [1, 'NaN'], [2, '+Inf'], [3, '-Inf'], [4, '5'], [null, '6'], [7, 'x'], 'odd', [1e300, '1'])),
  );
  assert.deepEqual(samples, [{ time: 4_000, value: 5 }]);
  assert.deepEqual(
    notes.map((note) => note.split(':')[0]),
    [
      '1 of 8 values are NaN, as 0/0 gives where nothing happened',
      '2 of 8 values are infinite, as a division by zero gives',
      '4 of 8 values are no numbers or have no time',
    ],
  );
});

test('times twice and out of order are put in order, those outside the range left out', () => {
  const data = matrix(series({}, [3, '3'], [1, '1'], [2, '2'], [2, '22'], [9, '9']));
  const { samples, notes } = collected(data, { from: 2_000, to: 5_000 });
  assert.deepEqual(
    samples.map(({ time, value }) => [time, value]),
    [
      [2_000, 22],
      [3_000, 3],
    ],
  );
  assert.match(notes.join(), /out of order or twice/);
});

test('several series are refused with what tells them apart and how to make one of them', () => {
  const several = matrix(
    series({ __name__: 'auc', job: 'x', instance: 'a:1' }, [1, '1']),
    series({ __name__: 'auc', job: 'x', instance: 'b:1' }, [1, '1']),
  );
  assert.throws(() => collected(several), {
    reason: 'bad-query',
    message:
      'The query gives 2 series, but an indicator is one. They differ in instance (a:1, b:1). Aggregate them, as with avg(…) or sum(…), or choose one, as with {instance="a:1"}.',
  });
  const hostile = matrix(
    series({ ['\u001b[31m<img src=x onerror=alert(1)>'.repeat(50)]: 'y'.repeat(9_999) }, [1, '1']),
    series({}, [1, '1']),
  );
  assert.throws(
    () => collected(hostile),
    (error: Error) => !error.message.includes('\u001b') && error.message.length < 500,
  );
  const many = matrix(...Array.from({ length: 60 }, (_, index) => series({ i: String(index) }, [1, '1'])));
  assert.throws(() => collected(many), /gives 50 or more series/);
});

test('series of several versions of the model follow each other, with a marker at each change', () => {
  const versions = matrix(
    series({ model_version: '7' }, [3, '30'], [4, '40']),
    series({ model_version: '6' }, [1, '1'], [2, '2'], [3, '3']),
  );
  const joined = collected(versions);
  assert.deepEqual(
    joined.samples.map(({ value }) => value),
    [1, 2, 30, 40],
  );
  assert.deepEqual(joined.markers, [{ time: 3_000, kind: 'deployed', label: 'version 7' }]);
  assert.deepEqual(values(versions, { ...ALL, version: '6' }), [1, 2, 3]);
  const none = collected(versions, { ...ALL, version: '8' });
  assert.deepEqual(none.samples, []);
  assert.match(none.notes.join(), /nothing of version 8, only of 7, 6/);
  // A series that does not say its version counts for whichever is asked.
  assert.deepEqual(values(matrix(series({}, [1, '1'])), { ...ALL, version: '8' }), [1]);
});

test('native histograms have no values, and the way to one is told', () => {
  const alone = { metric: {}, histograms: [[1, { count: '1', sum: '1', buckets: [] }]] };
  assert.throws(() => collected(matrix(alone)), /native histograms.*histogram_quantile\(0\.95, …\)/);
  const { samples, notes } = collected(matrix({ ...alone, values: [[2, '2']] }));
  assert.equal(samples.length, 1);
  assert.match(notes.join(), /Some values are native histograms/);
  const instant = { resultType: 'vector', result: [{ metric: {}, histogram: [1, {}] }] };
  assert.throws(() => collected(instant), /native histograms/);
});

test('an answer of any shape ends in series or a SourceError', () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 5 }),
    fc.record({ resultType: fc.constantFrom('matrix', 'vector', 'scalar', 'string', 'x'), result: fc.jsonValue() }),
    fc.jsonValue().map((value) => matrix({ metric: value, values: [value, [value, value]] })),
  );
  fc.assert(
    fc.property(odd, (data) => {
      try {
        readEnvelope(data);
        const { samples } = collected(data);
        assert.ok(samples.every(({ time, value }) => Number.isFinite(time) && Number.isFinite(value)));
      } catch (error) {
        assert.ok(error instanceof SourceError, String(error));
      }
    }),
    { numRuns: 2_000 },
  );
});

test('fewer samples still hold the first, the last, and every spike', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.double({ noNaN: true })), { maxLength: 300 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 2, max: 100 }), (list, most) => {
      let time = 0;
      const samples = list.map(([gap, value]) => ({ time: (time += gap), value }));
      const kept = keepExtremes(samples, most, ({ value }) => value);
      assert.ok(kept.length <= most);
      assert.ok(kept.every((sample, index) => index === 0 || sample.time > kept[index - 1]!.time));
      assert.deepEqual([kept[0], kept.at(-1)], [samples[0], samples.at(-1)]);
      if (most < 4) return;
      const extremes = (some: typeof samples): number[] => {
        const sorted = some.map(({ value }) => value).sort((a, b) => a - b);
        return sorted.length === 0 ? [] : [sorted[0]!, sorted.at(-1)!];
      };
      assert.deepEqual(extremes(kept), extremes(samples));
    }),
  );
});
