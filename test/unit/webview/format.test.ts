import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tickFormat, timeTicks } from '../../../webview/src/charts/time-ticks.ts';
import { toCsv } from '../../../webview/src/csv.ts';
import { chartSummary, formatNumber, headroomText } from '../../../webview/src/format.ts';
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
});

test('ticks have an hour within days, and a year beyond one', () => {
  const said = (days: number): string => tickFormat(START, START + days * DAY)(START);
  assert.match(said(1), /05:00/);
  assert.match(said(90), /^(?:25 Aug|Aug 25)$/);
  assert.match(said(800), /25.*2026/);
  assert.match(said(4_000), /^Aug 2026$/);
});

test('CSV has the time in ISO 8601 and leaves an unknown count empty', () => {
  const points = [
    { time: START, value: 0.5, count: 7 },
    { time: START + DAY, value: 1e-7 },
  ];
  assert.equal(
    toCsv(points),
    'time,value,count\r\n2026-08-25T05:00:00.000Z,0.5,7\r\n2026-08-26T05:00:00.000Z,1e-7,\r\n',
  );
});

test('the summary of a chart says its course and its lines', () => {
  const one = chartSummary(READY, [{ time: START, value: 0.9 }]);
  assert.match(
    one,
    /^Line chart of auc: one value, 0\.9 ratio on .*; baseline 0\.91 ratio; warning 0\.88 ratio; critical 0\.85 ratio$/,
  );
  const two = chartSummary({ ...READY, unit: '' }, [
    { time: START, value: 0.9 },
    { time: START + DAY, value: 0.7 },
  ]);
  assert.match(two, /2 values, from 0\.9 on .* to 0\.7 on .*, lowest 0\.7, highest 0\.9; baseline 0\.91;/);
});
