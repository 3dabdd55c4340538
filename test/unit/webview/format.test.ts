import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tickFormat, timeTicks, valueTicks } from '../../../webview/src/charts/ticks.ts';
import { driftToCsv, toCsv } from '../../../webview/src/words/csv.ts';
import { changeText, chartSummary, formatNumber, headroomText, linesOf } from '../../../webview/src/words/format.ts';
import { plain } from '../../../webview/src/words/plain.ts';
import { AUC, DRIFT } from '../../support/webview/decaying.ts';
import { READY } from '../../support/webview/views.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 7, 25, 5);

test('numbers of every size stay short', () => {
  const texts = [0, 0.884, 0.88412345, 12.3456, 1_234.5678, -0.5, 0.00012345, 0.000012345, 123_456_789].map(
    formatNumber,
  );
  const expected = ['0', '0.884', '0.8841', '12.35', '1,235', '-0.5', '0.0001235', '1.235E-5', '1.235E8'];
  assert.deepEqual(texts, expected);
});

test('headroom is said in words on either side of it', () => {
  assert.deepEqual([-0.1, 0, 0.43, 1, 1.2].map(headroomText), [
    'Better than the baseline',
    '0% of headroom used',
    '43% of headroom used',
    'Headroom used up (100%)',
    'Headroom used up (120%)',
  ]);
});

test('ticks are round, in order, inside, and never too many', () => {
  for (const days of [0, 0.1, 1, 2, 7, 30, 90, 400, 5_000, 40_000])
    for (const most of [0, 1, 2, 5, 12]) {
      const ticks = timeTicks(START, START + days * DAY, most);
      assert.ok(ticks.length >= 1 && ticks.length <= Math.max(1, most), `${days} days: ${ticks.length} of ${most}`);
      assert.ok(ticks.every((tick, i) => tick >= START && tick <= START + days * DAY && tick > (ticks[i - 1] ?? 0)));
      if (days >= 30 && most > 1) assert.ok(ticks.every((tick) => tick % DAY === 0));
    }
  assert.equal(timeTicks(START, START + 90 * DAY, 8).length, 7);
  assert.equal(timeTicks(START, START + 135 * DAY, 3).length, 3);
});

test('ticks have an hour within days, and a year beyond one', () => {
  const said = (days: number): string => tickFormat(START, START + days * DAY)(START);
  assert.match(said(1), /05:00/);
  assert.match(said(90), /^(?:25 Aug|Aug 25)$/);
  assert.match(said(800), /25.*2026/);
  assert.match(said(4_000), /^Aug 2026$/);
});

test('values have round ticks that can be told apart, and few of them', () => {
  const read = (min: number, max: number): string[] => {
    const { values, format } = valueTicks(min, max);
    return values.map(format);
  };
  assert.deepEqual(read(0.845, 0.915), ['0.86', '0.88', '0.90']);
  assert.deepEqual(read(-0.1, 0.3), ['-0.1', '0.0', '0.1', '0.2', '0.3']);
  assert.deepEqual(read(0, 130_000), ['0', '50K', '100K']);
  assert.deepEqual(read(1e-5, 3e-5), ['1E-5', '1.5E-5', '2E-5', '2.5E-5', '3E-5']);
  for (const [min, max] of [
    [0.1, 0.100001],
    [1e-9, 1e9],
    [-1e300, 1e300],
    [899.99, 900.01],
  ] as const) {
    const { values, format } = valueTicks(min, max);
    assert.ok(values.length >= 2 && values.length <= 6, `${min} to ${max}: ${values.join()}`);
    assert.equal(new Set(values.map(format)).size, values.length, values.map(format).join());
  }
});

test('CSV has the time in ISO 8601 and leaves an unknown count empty', () => {
  const points = [
    { time: START, value: 0.5, count: 7 },
    { time: START + DAY, value: 1e-7 },
  ];
  const head = 'time,value,count,kind,low,high\r\n';
  const counted = '2026-08-25T05:00:00.000Z,0.5,7,counted,,\r\n2026-08-26T05:00:00.000Z,1e-7,,counted,,\r\n';
  assert.equal(toCsv({ ...READY, series: { state: 'ready', points } }), head + counted);
  assert.equal(toCsv({ ...READY, series: { state: 'empty', message: '' } }), head);
  const kinds = toCsv(AUC)
    .split('\r\n')
    .slice(1, -1)
    .map((row) => row.split(',')[3]);
  assert.deepEqual(
    ['counted', 'pending', 'forecast'].map((kind) => kinds.filter((own) => own === kind).length),
    [83, 7, 13],
  );
});

test('names in CSV keep to their field, and are no formula', () => {
  const [first] = DRIFT.columns;
  const named = { ...first!, column: '=HYPERLINK("http://x","a,b")', cells: first!.cells.slice(0, 1) };
  const [, row] = driftToCsv([named]).split('\r\n');
  assert.match(
    row!,
    /^2026-08-27T00:00:00.000Z,"'=HYPERLINK\(""http:\/\/x"",""a,b""\)",PSI \(reference deciles\),0\.05,ok$/,
  );
});

test('the summary of a chart says its course and its lines', () => {
  const one = chartSummary(READY, [{ time: START, value: 0.9 }]);
  assert.match(one, /^Line chart of auc: one value, 0\.9 on .*; critical 0\.85; warning 0\.88; baseline 0\.91$/);
  const two = chartSummary({ ...AUC, unit: 'seconds' }, [
    { time: START, value: 0.9 },
    { time: START + DAY, value: 0.7 },
  ]);
  assert.match(two, /2 values, from 0\.9 s on .* to 0\.7 s on .*, lowest 0\.7 s, highest 0\.9 s; 7 newer values/);
});

test('lines at the same value are one line with several names', () => {
  assert.deepEqual(linesOf({ ...READY, guardrail: 0.85, target: 0.93 }), [
    { names: ['critical', 'guardrail'], value: 0.85 },
    { names: ['warning'], value: 0.88 },
    { names: ['target'], value: 0.93 },
    { names: ['baseline'], value: 0.91 },
  ]);
});

test('the change since the baseline has its direction and only digits that mean something', () => {
  const said = (newest: number | undefined): string =>
    changeText({ ...READY, baseline: 0.91, unit: 'seconds' }, newest);
  assert.deepEqual([0.8843, 0.93, 0.91, undefined].map(said), [
    '▼ 0.0257 s since baseline',
    '▲ 0.02 s since baseline',
    'at its baseline',
    '',
  ]);
});

test('text is shown without controls or turned directions, and never endless', () => {
  assert.equal(plain('a\u001b[31mb\u202ec\u2066d\u0000'), 'a\ufffd[31mb\ufffdc\ufffdd\ufffd');
  assert.equal(plain('مرحبا <b>'), 'مرحبا <b>');
  assert.equal(plain('x'.repeat(10_000)).length, 600);
  assert.ok(plain('x'.repeat(10_000)).endsWith('…'));
});
