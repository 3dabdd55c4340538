import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SeriesResult } from '../../../../server/src/backends/backend.ts';
import { SourceError } from '../../../../server/src/backends/source-error.ts';
import { fileContext, memoryFiles } from '../../../support/memory-files.ts';
import { ALL, backend, HEADER, readSeries, sourceOf } from './read.ts';

const values = ({ samples }: SeriesResult): number[] => samples.map(({ value }) => value);
const times = ({ samples }: SeriesResult): string[] => samples.map(({ time }) => new Date(time).toISOString());

test('the example is read row by row, and rows of a column are not the metric’s own', async () => {
  const text = readFileSync('examples/flight-delays/metrics/history.csv', 'utf8');
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const of = (metric: string): Promise<SeriesResult> => readSeries([text], { metric, version: '1', maxPoints: 1e6 });
  for (const metric of ['auc', 'weather_missing']) {
    const own = rows.filter((row) => row[2] === metric && row[3] === '');
    const { samples, notes } = await of(metric);
    assert.ok(samples.length > 0);
    assert.deepEqual(notes, []);
    assert.deepEqual(
      samples,
      own.map((row) => ({ time: Date.parse(row[0]!), value: Number(row[4]), count: Number(row[5]) })),
    );
  }
  await assert.rejects(of('psi'), { reason: 'not-found' });
});

test('times are ISO 8601, epoch seconds or milliseconds; without an offset they are UTC', async () => {
  const written = [
    '2026-01-02',
    '2026-01-02T03:04:05',
    '2026-01-02 03:04:06.5',
    '2026-01-02T03:04:07+01:00',
    '1767323048',
    '1767323049.25',
    '1767323050000',
    '2026-01-02T23:59:59Z',
    '2026-01-31T23:59:59Z',
  ];
  const history = await readSeries([[HEADER, ...written.map((time, index) => `${time},auc,${index}`)].join('\n')]);
  assert.deepEqual(times(history), [
    '2026-01-02T00:00:00.000Z',
    '2026-01-02T02:04:07.000Z',
    '2026-01-02T03:04:05.000Z',
    '2026-01-02T03:04:06.500Z',
    '2026-01-02T03:04:08.000Z',
    '2026-01-02T03:04:09.250Z',
    '2026-01-02T03:04:10.000Z',
    '2026-01-02T23:59:59.000Z',
    '2026-01-31T23:59:59.000Z',
  ]);
  assert.deepEqual(values(history), [0, 3, 1, 2, 4, 5, 6, 7, 8]);
});

test('what is no time or no finite number is left out and counted', async () => {
  const bad = [
    '2026-13-01,auc,1',
    '2026-02-30T00:00:00Z,auc,1',
    '2026-02-03T24:00:01Z,auc,1',
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
    '2026-01-02,auc,1.2.3',
    '2026-01-02,auc,.',
    '2026-01-02,auc,-',
    '2026-01-02,auc,=1+1',
    '2026-01-02,auc,"1,5"',
  ];
  const history = await readSeries([[HEADER, ...bad, '2026-01-03,auc,-.5e-1'].join('\n')]);
  assert.deepEqual(values(history), [-0.05]);
  assert.deepEqual(history.notes, [`${bad.length} unusable rows left out`]);
  await assert.rejects(readSeries([[HEADER, ...bad].join('\n')]), {
    reason: 'bad-answer',
    message: /Check the columns/,
  });
});

test('a number is the nearest there is, however it is written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
      async (numbers) => {
        const written = numbers.flatMap((number) => [String(number), number.toFixed(6), String(Math.round(number))]);
        const rows = written.map((number, index) => `${1_700_000_000 + index},auc,${number}`);
        const history = await readSeries([[HEADER, ...rows].join('\n')], { maxPoints: 1e6 });
        assert.deepEqual(values(history), written.map(Number));
      },
    ),
  );
});

test('columns may come in any order and case, with a byte order mark, quotes and Windows line ends', async () => {
  const text =
    '\uFEFF"Value",N,Timestamp,Metric,extra\r\n"0.5",10,2026-01-01,"auc",x\r\n\r\n0.6,-1,2026-01-02, auc ,"a ""b"""\r\n0.7,2,2026-01-03,auc,"x, y"\r\n0.8,2,2026-01-04,auc,"open\r\n0.9,3,2026-01-05,auc,';
  assert.deepEqual((await readSeries([text])).samples, [
    { time: Date.UTC(2026, 0, 1), value: 0.5, count: 10 },
    { time: Date.UTC(2026, 0, 2), value: 0.6 },
    { time: Date.UTC(2026, 0, 3), value: 0.7, count: 2 },
    { time: Date.UTC(2026, 0, 4), value: 0.8, count: 2 },
    { time: Date.UTC(2026, 0, 5), value: 0.9, count: 3 },
  ]);
});

test('of two rows with the same time the later one counts, across files too', async () => {
  const first = `${HEADER}\n2026-01-01,auc,1\n2026-01-01,auc,2\n2026-01-02,auc,3`;
  assert.deepEqual(values(await readSeries([first, `${HEADER}\n2026-01-02,auc,4`])), [2, 4]);
});

test('a range is kept with both its ends, and a spike of one value when there are too many', async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, index) => `${1_700_000_000 + index},auc,${index === 4_321 ? 99 : index % 7}`,
  );
  const text = [HEADER, ...rows.toReversed()].join('\n');
  const part = await readSeries([text], { from: 1_700_000_002_000, to: 1_700_000_005_000 });
  assert.deepEqual(values(part), [2, 3, 4, 5]);
  assert.equal(part.total, undefined);
  const reduced = await readSeries([text], { maxPoints: 100 });
  assert.ok(reduced.samples.length <= 100 && reduced.samples.length > 90);
  assert.equal(reduced.total, 10_000);
  assert.equal(Math.max(...values(reduced)), 99);
  assert.equal(reduced.samples[0]?.time, 1_700_000_000_000);
  assert.equal(reduced.samples.at(-1)?.time, 1_700_009_999_000);
  assert.deepEqual(values(await readSeries([text], { from: 1_800_000_000_000 })), []);
});

test('rows of another version of the model are left out; a version that comes later is a marker', async () => {
  const text =
    'timestamp,metric,value,model_version\n2026-01-01,auc,1,6\n2026-01-02,auc,2,7\n2026-01-03,auc,3,8\n2026-01-04,auc,4,\n2026-01-05,auc,5,7';
  const history = await readSeries([text], { version: '7' });
  assert.deepEqual(values(history), [2, 4, 5]);
  assert.deepEqual(history.markers, [
    { time: Date.UTC(2026, 0, 2), kind: 'deployed', label: 'version 7' },
    { time: Date.UTC(2026, 0, 3), kind: 'deployed', label: 'version 8' },
  ]);
  assert.deepEqual(values(await readSeries([text])), [1, 2, 3, 4, 5]);
  await assert.rejects(readSeries([`timestamp,metric,value,model_version\n2026-01-01,auc,1,6`], { version: '7' }), {
    reason: 'not-found',
    message: /only of other versions of the model \(6\)/,
  });
});

test('JSON lines have the same fields; lines that are no objects are counted', async () => {
  const lines = [
    '{"timestamp": 1767225600, "metric": "auc", "value": 0.5, "n": 3, "model_version": 7}',
    '{"Timestamp": "2026-01-02", "metric": "auc", "value": "0.6", "column": null}',
    '{"timestamp": "2026-01-02", "metric": "auc", "value": 0.7, "column": "age"}',
    '{"timestamp": "2026-01-03", "metric": "auc", "value": null}',
    '{"__proto__": {"metric": "auc"}}',
    '[1]',
    'null',
    '{"metric": ',
  ];
  const history = await readSeries([lines.join('\r\n')], { extension: 'jsonl', version: '7' });
  assert.deepEqual(history.samples, [
    { time: Date.UTC(2026, 0, 1), value: 0.5, count: 3 },
    { time: Date.UTC(2026, 0, 2), value: 0.6 },
  ]);
  assert.deepEqual(history.notes, ['1 unusable row left out']);
  await assert.rejects(readSeries([lines.join('\n')], { extension: 'jsonl', metric: 'f1' }), {
    message: /no row with metric "f1".*Lines that could not be read: 4\./,
  });
});

test('why a file gives nothing is said in words', async () => {
  const why = async (text: string, extension = 'csv'): Promise<string> => {
    const error: unknown = await readSeries([text], { extension }).catch((reason: unknown) => reason);
    assert.ok(error instanceof SourceError);
    return `${error.reason}: ${error.message}`;
  };
  const none = 'bad-answer: No file of the data source "history" could be read: 0.csv ';
  const hint = '. A history is CSV with the columns timestamp, metric and value.';
  assert.equal(await why('PK\0\u0001'), `${none}is no text${hint}`);
  assert.equal(await why(''), `${none}has no rows${hint}`);
  assert.equal(await why(HEADER), `${none}has no rows${hint}`);
  const noColumns = `${none}has no column timestamp, no metric, no value in its first line${hint}`;
  assert.equal(await why('time,auc\n1,2'), noColumns);
  assert.equal(await why('timestamp;metric;value\n1;auc;2'), noColumns);
  assert.match(await why('hello', 'txt'), /0\.txt is none of CSV/);
});

test('a source without a path, without files or without the metric says what to do', async () => {
  const context = fileContext(memoryFiles({ 'a.csv': `${HEADER}\n2026-01-01,auc,1`, 'b.csv': 'x' }));
  const asked = { metric: 'auc', ...ALL };
  await assert.rejects(backend().series({ name: 'h', type: 'file' }, asked, context), { message: /Add path\.$/ });
  await assert.rejects(backend().series(sourceOf('c.csv'), asked, context), {
    reason: 'not-found',
    message: /^No file of the workspace matches "c\.csv"/,
  });
  await assert.rejects(backend().series(sourceOf('*.csv'), ALL, context), {
    reason: 'bad-query',
    message: /Add metric\.$/,
  });
  await assert.rejects(backend().series(sourceOf('*.csv'), { metric: 'f1', ...ALL }, context), {
    message:
      'The files of "history" have no row with metric "f1". Correct metric, or let a job write such rows. Not read: b.csv has no column timestamp, no metric, no value in its first line.',
  });
  assert.deepEqual((await backend().series(sourceOf('*.csv'), asked, context)).notes, [
    'not read: b.csv has no column timestamp, no metric, no value in its first line',
  ]);
});

test('hostile text ends soon, and what is sound before it is read', async () => {
  const size = 4_000_000;
  const hostile = [
    ','.repeat(size),
    '"x'.repeat(size / 2),
    '"'.repeat(size),
    '\n'.repeat(size),
    '"a"b\n'.repeat(size / 5),
    '{\n'.repeat(size / 2),
    '{'.repeat(size),
    `${','.repeat(60_000)}\n`.repeat(60),
    `${'""",'.repeat(15_000)}\n`.repeat(60),
  ];
  for (const text of hostile) {
    const start = performance.now();
    for (const [extension, sound] of [
      ['csv', `${HEADER}\n2026-01-01,auc,1\n`],
      ['jsonl', '{"timestamp":"2026-01-01","metric":"auc","value":1}\n'],
    ] as const) {
      assert.deepEqual(values(await readSeries([sound + text], { extension })), [1]);
    }
    assert.ok(performance.now() - start < 5_000, `${text.slice(0, 4)} took ${performance.now() - start} ms`);
  }
});

test('an over-long line costs only itself, wherever a piece of the file ends', async () => {
  for (const length of [65_000, 200_000, 1_048_540, 1_048_576, 3_000_000]) {
    const text = `${HEADER}\n2026-01-01,auc,1\n${'x'.repeat(length)}\n2026-01-02,auc,2\n`;
    assert.deepEqual(values(await readSeries([text])), [1, 2]);
  }
  await assert.rejects(readSeries(['x\n'.repeat(10_001)], { extension: 'jsonl' }), {
    message: /has more than 10000 lines that are no rows; those behind them are not read/,
  });
});

test('a million metrics, or columns named like the parts of an object, are only many names', async () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
  const rows = names.map((name, index) => `2026-01-01,${name},${index}`);
  const many = Array.from({ length: 1_000_000 }, (_, index) => `2026-01-01,m${index},1`);
  const text = [HEADER, ...rows, ...many].join('\n');
  for (const [index, metric] of names.entries()) {
    const history = await readSeries([text], { metric });
    assert.deepEqual(values(history), [index]);
    assert.match(history.notes.join(), /0\.csv has more than 10000 metrics and columns/);
  }
  const listed = await backend().list(sourceOf('a.csv'), fileContext(memoryFiles({ 'a.csv': text })));
  assert.equal(listed.length, 1_000);
});

test('a long file is read whole: pieces end with lines', async () => {
  const rows = Array.from(
    { length: 90_000 },
    (_, index) => `${1_700_000_000 + index},auc,${index},${'é'.repeat(index % 90)}`,
  );
  const history = await readSeries([[`${HEADER},note`, ...rows].join('\r\n')], { maxPoints: 1e6 });
  assert.deepEqual(
    values(history),
    rows.map((_, index) => index),
  );
});

test('whatever the text, reading returns ordered finite points', async () => {
  const piece = fc.oneof(
    fc.constantFrom(',', '\n', '"', 'auc', '2026-01-01', HEADER, '0.5', 'timestamp', '{', '}', ':'),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.constantFrom('csv', 'jsonl'), async (pieces, extension) => {
      const text = `${extension === 'csv' ? `${HEADER}\n` : ''}${pieces.join('')}`;
      const history = await readSeries([text], { extension }).catch((error: unknown) => {
        assert.ok(error instanceof SourceError);
        return undefined;
      });
      for (const [index, { time, value }] of history?.samples.entries() ?? []) {
        assert.ok(Number.isFinite(time) && Number.isFinite(value));
        assert.ok(time > (history?.samples[index - 1]?.time ?? -Infinity));
      }
    }),
  );
});
