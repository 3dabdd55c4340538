// What a forecast says and refuses to say, state by state (docs/decay.md).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseSeries, type AnalyseOptions } from '../../../server/src/core/decay/analyse.ts';
import type { Crossing, Forecast } from '../../../server/src/core/decay/report.ts';
import type { Sample } from '../../../server/src/core/decay/series.ts';
import { DAY, START, daily, judged, lastOf, noisyLine } from '../../support/decay-series.ts';

const CRITICAL = 0.85;
const forecastOf = (samples: readonly Sample[], options: Partial<AnalyseOptions> = {}): Forecast =>
  analyseSeries(samples, judged(samples, { critical: CRITICAL, ...options })).forecast;

function crossingOf(samples: readonly Sample[], options: Partial<AnalyseOptions> = {}): Crossing {
  const found = forecastOf(samples, options);
  assert.equal(found.state, 'crosses', JSON.stringify(found));
  return found;
}

const falling = (count: number, slope = -0.001, seed = 1): Sample[] => noisyLine(count, { slope, seed });

test('fewer than 8 values are not tested', () => {
  for (const count of [0, 1, 2, 7]) {
    const samples = falling(count);
    const { forecast, trend } = analyseSeries(samples, judged(samples, { critical: CRITICAL, now: START + 10 * DAY }));
    assert.deepEqual(forecast, { state: 'not-enough-history', count, needed: 8 });
    assert.equal(trend, undefined);
  }
});

test('8 to 11 values give a direction and its p, no date', () => {
  for (const count of [8, 9, 10, 11]) {
    const found = forecastOf(falling(count, -0.003));
    assert.ok(found.state === 'direction-only' && found.worsening && found.p < 0.05, JSON.stringify(found));
    assert.equal(found.count, count);
    const rising = forecastOf(falling(count, 0.003));
    assert.ok(rising.state === 'direction-only' && !rising.worsening);
  }
});

test('twelve values give a date', () => {
  assert.equal(forecastOf(falling(12, -0.003)).state, 'crosses');
});

test('many values within less than twelve intervals give a direction only', () => {
  // A value every 14 hours is no denser than half the plan's interval: nothing is joined.
  const dense = falling(17, -0.002).map(({ value }, index) => ({ time: START + index * 0.6 * DAY, value }));
  assert.equal(forecastOf(dense).state, 'direction-only');
  assert.equal(forecastOf(dense, { interval: 0.6 * DAY }).state, 'crosses');
});

test('values much denser than the plan says count once an interval', () => {
  const hourly = falling(24 * 9, -0.0001).map(({ value }, index) => ({ time: START + (index * DAY) / 24, value }));
  const found = forecastOf(hourly);
  assert.ok(found.state === 'direction-only' && found.count <= 10, JSON.stringify(found));
});

test('without a significant trend there is no date, but what would have been seen', () => {
  const found = forecastOf(noisyLine(72, { seed: 4 }));
  assert.ok(found.state === 'no-trend' && found.p >= 0.05, JSON.stringify(found));
  assert.ok(found.detectable! > 0 && found.detectable! < 0.01, JSON.stringify(found));
});

test('equal values have no trend, and any change would have been seen', () => {
  assert.deepEqual(forecastOf(daily(Array<number>(30).fill(0.9))), {
    state: 'no-trend',
    count: 30,
    p: 1,
    detectable: 0,
  });
});

test('a series that gets better has no date, in both directions of the objective', () => {
  assert.equal(forecastOf(falling(30, 0.001)).state, 'improving');
  const errors = noisyLine(30, { level: 0.1, slope: -0.001 });
  assert.equal(forecastOf(errors, { objective: 'minimize', critical: 0.2 }).state, 'improving');
});

test('a line that has been crossed is told with the first of the values that stayed there', () => {
  const values = [...Array<number>(10).fill(0.9), 0.84, 0.9, 0.9, 0.85, 0.84, 0.83];
  const found = forecastOf(daily(values));
  assert.deepEqual(found, { state: 'crossed', line: 'critical', threshold: CRITICAL, on: START + 13 * DAY });
  // However few values there are; and one value that returned is no crossing.
  assert.equal(forecastOf(daily([0.84])).state, 'crossed');
  assert.notEqual(forecastOf(daily([...values, 0.9])).state, 'crossed');
  const above = forecastOf(daily([0.1, 0.3]), { objective: 'minimize', critical: 0.3 });
  assert.ok(above.state === 'crossed' && above.on === START + DAY);
});

test('without a line there is nothing to cross; the critical line goes before the warning', () => {
  const samples = falling(30);
  assert.deepEqual(analyseSeries(samples, judged(samples)).forecast, { state: 'no-line' });
  assert.deepEqual(analyseSeries(samples, judged(samples, { critical: NaN })).forecast, { state: 'no-line' });
  assert.ok(analyseSeries(samples, judged(samples)).trend, 'the trend is told nevertheless');
  const both = crossingOf(samples, { warning: 0.86 });
  assert.deepEqual([both.line, both.threshold], ['critical', CRITICAL]);
  const only = analyseSeries(samples, judged(samples, { warning: 0.86 })).forecast;
  assert.ok(only.state === 'crosses' && only.line === 'warning' && only.threshold === 0.86);
});

test('the dates of a steady decline hold the truth, in order', () => {
  // 0.9 - 0.001 a day: at the line on day 50.
  const { earliest, estimate, latest, horizon } = crossingOf(falling(40));
  const truth = START + 50 * DAY;
  assert.ok(earliest < estimate! && estimate! < latest! && latest! < horizon);
  assert.ok(earliest <= truth && truth <= latest!, new Date(estimate!).toISOString());
  assert.equal(horizon, START + 78 * DAY);
});

test('a line without noise is crossed when it says', () => {
  const samples = daily(Array.from({ length: 40 }, (_, index) => 0.9 - 0.001 * index));
  const { earliest, estimate, latest } = crossingOf(samples);
  for (const time of [earliest, estimate!, latest!]) assert.ok(Math.abs(time - START - 50 * DAY) < 10_000);
});

test('minimising is maximising upside down', () => {
  const samples = falling(40);
  const mirrored = samples.map(({ time, value }) => ({ time, value: 1 - value }));
  const [a, b] = [crossingOf(samples), crossingOf(mirrored, { objective: 'minimize', critical: 1 - CRITICAL })];
  for (const key of ['estimate', 'earliest', 'latest'] as const) assert.ok(Math.abs(a[key]! - b[key]!) < 1_000, key);
  assert.ok(b.band.every(({ low, middle, high }) => low <= middle && middle <= high));
});

test('where the upper end never falls there is no latest date', () => {
  const open = Array.from({ length: 60 }, (_, seed) => forecastOf(noisyLine(14, { slope: -0.0004, seed }))).filter(
    (found) => found.state === 'crosses' && found.latest === undefined,
  );
  assert.ok(open.length > 0);
});

test('no date lies beyond one span behind the newest value', () => {
  const samples = noisyLine(40, { slope: -0.0005 });
  const found = crossingOf(samples);
  // The truth is on day 100, the horizon on day 78.
  assert.equal(found.estimate, undefined);
  assert.equal(found.latest, undefined);
  assert.ok(found.earliest <= found.horizon);
  assert.equal(found.horizon, lastOf(samples) + 39 * DAY);
  for (let seed = 0; seed < 200; seed++) {
    const one = forecastOf(noisyLine(20, { slope: -0.0012, sd: 0.006, seed }));
    if (one.state !== 'crosses') continue;
    for (const time of [one.earliest, one.estimate, one.latest]) assert.ok(time === undefined || time <= one.horizon);
    assert.ok(one.earliest >= START + 19 * DAY, 'not before the newest value');
  }
});

test('the band goes from the newest value to the horizon and stays within what a metric can be', () => {
  const samples = noisyLine(40, { level: 0.2, slope: -0.003, sd: 0.01 });
  const options = { critical: 0.05, bounds: { low: 0, high: 1 } };
  const { band, horizon } = crossingOf(samples, options);
  assert.deepEqual([band[0]?.time, band.at(-1)?.time], [lastOf(samples), horizon]);
  assert.ok(band.every(({ low, middle, high }) => low >= 0 && high <= 1 && low <= middle && middle <= high));
  assert.ok(crossingOf(samples, { critical: 0.05 }).band.some(({ low }) => low < 0));
});

test('behind a step only what follows it is used, and it is said since when', () => {
  const before = noisyLine(30, { level: 0.98 });
  const after = falling(30, -0.0008).map(({ time, value }) => ({ time: time + 30 * DAY, value }));
  const samples = [...before, ...after];
  const report = analyseSeries(samples, judged(samples, { critical: CRITICAL }));
  const [step] = report.changes;
  assert.equal(report.changes.length, 1);
  assert.ok(step?.worse && Math.abs(step.time - START - 30 * DAY) <= DAY);
  const found = report.forecast as Crossing;
  assert.equal(found.state, 'crosses');
  assert.equal(found.since, step.time);
  const rest = samples.filter(({ time }) => time >= step.time);
  const alone = crossingOf(rest);
  assert.deepEqual([found.earliest, found.estimate, found.latest], [alone.earliest, alone.estimate, alone.latest]);
  assert.equal(report.trend?.count, rest.length);
});

test('right behind a step there is not enough history', () => {
  const samples = [...noisyLine(30), ...daily([0.87, 0.871, 0.869, 0.87, 0.872, 0.869], START + 30 * DAY)];
  const { changes, forecast, trend } = analyseSeries(samples, judged(samples, { critical: CRITICAL }));
  assert.equal(changes.length, 1);
  assert.deepEqual(forecast, { state: 'not-enough-history', count: 6, needed: 8 });
  assert.equal(trend, undefined);
});

test('a decline that quickens is said to, a steady one is not', () => {
  const quicker = daily(noisyLine(40).map(({ value }, index) => value - 0.000025 * index * index));
  assert.equal(crossingOf(quicker).accelerating, true);
  const steady = Array.from({ length: 100 }, (_, seed) => crossingOf(falling(40, -0.001, seed)));
  const share = steady.filter(({ accelerating }) => accelerating).length / steady.length;
  assert.ok(share <= 0.15, `${share} of the steady declines are said to quicken`);
});

test('forecasts from past moments are judged by what came', () => {
  const histories = Array.from({ length: 40 }, (_, seed) => falling(40, -0.001, seed));
  /** Share of the past forecasts that held. */
  const heldOf = (all: readonly Sample[][]): number => {
    const tests = all.map((samples) => crossingOf(samples, { critical: 0.7 }).backtest);
    assert.ok(tests.every((one) => one && one.held <= one.judged && one.judged >= 1 && one.judged <= 8));
    const sum = (key: 'held' | 'judged'): number => tests.reduce((count, one) => count + (one?.[key] ?? 0), 0);
    return sum('held') / sum('judged');
  };
  const steady = heldOf(histories);
  assert.ok(0.7 <= steady && steady <= 0.93, `${steady} of the forecasts of steady declines held`);
  const quicker = heldOf(
    histories.map((samples) =>
      samples.map(({ time, value }, index) => ({ time, value: value + 0.001 * index - 0.05 * (index / 40) ** 2 })),
    ),
  );
  assert.ok(quicker < 0.6, `${quicker} of the forecasts of declines that quicken held`);
  // Too few values to look back from.
  assert.equal(crossingOf(falling(14, -0.003)).backtest, undefined);
});

test('values whose labels may still be coming are never used', () => {
  const samples = falling(40);
  const now = lastOf(samples) + DAY;
  const options = { critical: CRITICAL, labelDelay: 10 * DAY, now };
  const whole = analyseSeries(samples, judged(samples, options));
  assert.equal(whole.pending.length, 9);
  assert.ok(whole.pending.every(({ time }) => time > now - 10 * DAY));
  const collapsed = samples.map(({ time, value }) => ({ time, value: time > now - 10 * DAY ? 0 : value }));
  const other = analyseSeries(collapsed, judged(collapsed, options));
  assert.deepEqual({ ...other, pending: [] }, { ...whole, pending: [] });
  const cut = analyseSeries(whole.counted, judged(whole.counted, options));
  assert.deepEqual(cut.forecast, whole.forecast);
});

test('old values are told: older than staleAfter and the label delay together', () => {
  const samples = falling(20);
  const stale = (days: number, labelDelay = 0): boolean =>
    analyseSeries(samples, judged(samples, { staleAfter: 3 * DAY, labelDelay, now: lastOf(samples) + days * DAY }))
      .stale;
  assert.deepEqual([stale(3), stale(3.1), stale(5, 2 * DAY), stale(5.1, 2 * DAY)], [false, true, false, true]);
});
