import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { HistoryReader, MAX_POINTS, type MetricHistory } from '../../../server/src/core/decay/read-history.ts';

const HEADER = 'timestamp,metric,value';

/** What is read of `auc` in files of one after the other. */
function read(
  texts: readonly string[],
  { name = 'a.csv', version = undefined as string | undefined, until = Infinity } = {},
): MetricHistory {
  const reader = new HistoryReader(['auc'], version);
  for (const text of texts) assert.equal(reader.add(name, text), undefined);
  return reader.get('auc', until);
}
const times = (history: MetricHistory): string[] => history.points.map(({ time }) => new Date(time).toISOString());
const values = (history: MetricHistory): number[] => history.points.map(({ value }) => value);

test('the example is read row by row, and rows of a column are not the metric’s own', () => {
  const text = readFileSync('examples/flight-delays/metrics/history.csv', 'utf8');
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  for (const metric of ['auc', 'weather_missing', 'psi']) {
    const reader = new HistoryReader([metric], '1');
    assert.equal(reader.add('metrics/history.csv', text), undefined);
    const own = rows.filter((row) => row[2] === metric && row[3] === '');
    const { points, skipped } = reader.get(metric, Infinity);
    assert.equal(skipped, 0);
    assert.deepEqual(
      points,
      own.map((row) => ({ time: Date.parse(row[0]!), value: Number(row[4]), count: Number(row[5]) })),
    );
    assert.equal(points.length > 0, metric !== 'psi');
  }
});

test('times are ISO 8601, epoch seconds or milliseconds; without an offset they are UTC', () => {
  const written = [
    '2026-01-02',
    '2026-01-02T03:04:05',
    '2026-01-02 03:04:06.5',
    '2026-01-02T03:04:07+01:00',
    '1767323048',
    '1767323049.25',
    '1767323050000',
  ];
  const history = read([[HEADER, ...written.map((time, index) => `${time},auc,${index}`)].join('\n')]);
  assert.deepEqual(times(history), [
    '2026-01-02T00:00:00.000Z',
    '2026-01-02T02:04:07.000Z',
    '2026-01-02T03:04:05.000Z',
    '2026-01-02T03:04:06.500Z',
    '2026-01-02T03:04:08.000Z',
    '2026-01-02T03:04:09.250Z',
    '2026-01-02T03:04:10.000Z',
  ]);
  assert.deepEqual(values(history), [0, 3, 1, 2, 4, 5, 6]);
});

test('what is no time or no finite number is left out and counted', () => {
  const bad = [
    '2026-13-01,auc,1',
    '20260101,auc,1',
    '1e15,auc,1',
    ',auc,1',
    'now,auc,1',
    '2026-01-02,auc,NaN',
    '2026-01-02,auc,inf',
    '2026-01-02,auc,-Infinity',
    '2026-01-02,auc,1e999',
    '2026-01-02,auc,',
    '2026-01-02,auc',
    '2026-01-02,auc,0x10',
    '2026-01-02,auc,=1+1',
    '2026-01-02,auc,"1,5"',
  ];
  const history = read([[HEADER, ...bad, '2026-01-03,auc,-.5e-1'].join('\n')]);
  assert.deepEqual(values(history), [-0.05]);
  assert.equal(history.skipped, bad.length);
});

test('columns may come in any order and case, with a byte order mark, quotes and Windows line ends', () => {
  const history = read([
    '\uFEFF"Value",N,Timestamp,Metric,extra\r\n"0.5",10,2026-01-01,"auc",x\r\n\r\n0.6,-1,2026-01-02, auc ,"a ""b"""\r\n',
  ]);
  assert.deepEqual(history.points, [
    { time: Date.UTC(2026, 0, 1), value: 0.5, count: 10 },
    { time: Date.UTC(2026, 0, 2), value: 0.6 },
  ]);
});

test('of two rows with the same time the later one counts, across files too', () => {
  const first = `${HEADER}\n2026-01-01,auc,1\n2026-01-01,auc,2\n2026-01-02,auc,3`;
  assert.deepEqual(values(read([first, `${HEADER}\n2026-01-02,auc,4`])), [2, 4]);
});

test('the newest points are kept, and how many there were is told', () => {
  const rows = Array.from({ length: MAX_POINTS + 7 }, (_, index) => `${1_700_000_000 + index},auc,${index}`);
  const history = read([[HEADER, ...rows.reverse()].join('\n')]);
  assert.equal(history.points.length, MAX_POINTS);
  assert.equal(history.points[0]?.value, 7);
  assert.equal(history.points.at(-1)?.value, MAX_POINTS + 6);
  assert.equal(history.total, MAX_POINTS + 7);
});

test('the limit counts from the newest point that is old enough', () => {
  const rows = Array.from({ length: MAX_POINTS + 7 }, (_, index) => `${1_700_000_000 + index},auc,${index}`);
  const { points, pending } = read([[HEADER, ...rows].join('\n')], { until: 1_700_000_002_000 });
  assert.deepEqual(
    points.map(({ value }) => value),
    [0, 1, 2],
  );
  assert.equal(pending, MAX_POINTS + 4);
});

test('rows of another version of the model are left out and named', () => {
  const text =
    'timestamp,metric,value,model_version\n2026-01-01,auc,1,6\n2026-01-02,auc,2,7\n2026-01-03,auc,3,8\n2026-01-04,auc,4,';
  const history = read([text], { version: '7' });
  assert.deepEqual(values(history), [2, 4]);
  assert.deepEqual(history.otherVersions, ['6', '8']);
  assert.deepEqual(values(read([text])), [1, 2, 3, 4]);
});

test('JSON lines have the same fields; lines that are no objects are counted', () => {
  const lines = [
    '{"timestamp": 1767225600, "metric": "auc", "value": 0.5, "n": 3, "model_version": 7}',
    '{"timestamp": "2026-01-02", "metric": "auc", "value": "0.6", "column": null}',
    '{"timestamp": "2026-01-02", "metric": "auc", "value": 0.7, "column": "age"}',
    '{"timestamp": "2026-01-03", "metric": "auc", "value": null}',
    '{"__proto__": {"metric": "auc"}}',
    '[1]',
    'null',
    '{"metric": ',
  ];
  const reader = new HistoryReader(['auc'], '7');
  assert.equal(reader.add('a.jsonl', lines.join('\r\n')), undefined);
  const { points, skipped } = reader.get('auc', Infinity);
  assert.deepEqual(points, [
    { time: Date.UTC(2026, 0, 1), value: 0.5, count: 3 },
    { time: Date.UTC(2026, 0, 2), value: 0.6 },
  ]);
  assert.equal(skipped, 1);
  assert.equal(reader.skipped, 4);
});

test('why a file gives nothing is said in words', () => {
  const add = (name: string, text: string): string | undefined => new HistoryReader(['auc']).add(name, text);
  assert.equal(add('a.parquet', 'PAR1'), 'is neither CSV (.csv) nor JSON lines (.jsonl)');
  assert.equal(add('a.csv', 'PK\0\u0001'), 'is no text');
  assert.equal(add('a.csv', ''), 'has no rows');
  assert.equal(add('a.csv', HEADER), 'has no rows');
  assert.equal(add('a.csv', 'time,auc\n1,2'), 'has no column timestamp, no metric, no value in its first line');
  assert.equal(
    add('a.csv', 'timestamp;metric;value\n1;auc;2'),
    'has no column timestamp, no metric, no value in its first line',
  );
});

test('hostile text ends soon, and what is sound before it is read', () => {
  const size = 4_000_000;
  const hostile = [
    ','.repeat(size),
    '"x'.repeat(size / 2),
    '"'.repeat(size),
    '\n'.repeat(size),
    '"a"b\n'.repeat(size / 5),
    '{\n'.repeat(size / 2),
    '{'.repeat(size),
  ];
  for (const text of hostile) {
    const start = performance.now();
    for (const [name, sound] of [
      ['a.csv', `${HEADER}\n2026-01-01,auc,1\n`],
      ['a.jsonl', '{"timestamp":"2026-01-01","metric":"auc","value":1}\n'],
    ] as const) {
      const reader = new HistoryReader(['auc']);
      reader.add(name, sound + text);
      assert.deepEqual(values(reader.get('auc', Infinity)), [1]);
    }
    assert.ok(performance.now() - start < 5_000, `${text.slice(0, 4)} took ${performance.now() - start} ms`);
  }
});

test('an over-long line costs only itself, thousands of broken ones the rest of the file', () => {
  assert.deepEqual(values(read([`${HEADER}\n2026-01-01,auc,1\n${'x'.repeat(200_000)}\n2026-01-02,auc,2\n`])), [1, 2]);
  const reader = new HistoryReader(['auc']);
  const reason = reader.add('a.jsonl', 'x\n'.repeat(10_001));
  assert.equal(reason, 'has more than 10000 lines that are no rows; those behind them are not read');
});

test('a long file is read whole: pieces end with lines', () => {
  const rows = Array.from(
    { length: 4_900 },
    (_, index) => `${1_700_000_000 + index},auc,${index},${'é'.repeat(index % 90)}`,
  );
  const history = read([[`${HEADER},note`, ...rows].join('\r\n')]);
  assert.deepEqual(
    values(history),
    rows.map((_, index) => index),
  );
  assert.equal(history.skipped, 0);
});

test('whatever the text, reading returns ordered finite points', () => {
  const piece = fc.oneof(
    fc.constantFrom(',', '\n', '"', 'auc', '2026-01-01', HEADER, '0.5', 'timestamp', '{', '}', ':'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom('a.csv', 'a.jsonl'), (pieces, name) => {
      const reader = new HistoryReader(['auc']);
      reader.add(name, `${name === 'a.csv' ? `${HEADER}\n` : ''}${pieces.join('')}`);
      const { points } = reader.get('auc', Infinity);
      for (const [index, { time, value }] of points.entries()) {
        assert.ok(Number.isFinite(time) && Number.isFinite(value));
        assert.ok(time > (points[index - 1]?.time ?? -Infinity));
      }
    }),
  );
});
