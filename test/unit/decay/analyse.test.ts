import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyseSeries, type AnalyseOptions } from '../../../server/src/core/decay/analyse.ts';
import type { Crossing, Forecast } from '../../../server/src/core/decay/report.ts';
import type { Sample } from '../../../server/src/core/decay/series.ts';
import { randomOf, type NoiseKind } from '../../support/noise.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 30);
const AUC = { objective: 'maximize', warning: 0.88, critical: 0.85, interval: DAY, now: NOW } as const;

/** Daily values, the last one today. */
const daily = (values: readonly number[]): Sample[] =>
  values.map((value, index) => ({ time: NOW - (values.length - 1 - index) * DAY, value }));

const falling = (count: number, from: number, perDay: number, ripple = 0.0005): number[] =>
  Array.from({ length: count }, (_, day) => from - perDay * day + ripple * Math.sin(day * 2.1));

const told = (values: readonly number[], options: Partial<AnalyseOptions> = {}): Forecast =>
  analyseSeries(daily(values), { ...AUC, ...options }).forecast;

function crossing(values: readonly number[], options: Partial<AnalyseOptions> = {}): Crossing {
  const forecast = told(values, options);
  assert.ok(forecast.state === 'crosses', JSON.stringify(forecast));
  return forecast;
}

test('no forecast is made from few values, and says how many are needed', () => {
  assert.deepEqual(told([]), { state: 'not-enough-history', count: 0, needed: 8 });
  assert.deepEqual(told(falling(7, 0.91, 0.002)), { state: 'not-enough-history', count: 7, needed: 8 });
  for (const count of [8, 11]) {
    const forecast = told(falling(count, 0.91, 0.002));
    assert.ok(forecast.state === 'direction-only' && forecast.worsening && forecast.count === count);
  }
  // Twelve values within one afternoon say nothing of a series that comes daily.
  const hourly = falling(12, 0.91, 0.002).map((value, hour) => ({ time: NOW - (12 - hour) * 3_600_000, value }));
  const short = analyseSeries(hourly, AUC).forecast.state;
  assert.ok(short === 'not-enough-history' || short === 'direction-only', short);
});

test('a steady decline has an interval that holds the day on which the line is reached', () => {
  const forecast = crossing(falling(40, 0.91, 0.001));
  const truth = NOW + (0.91 - 0.001 * 39 - 0.85) * 1000 * DAY;
  assert.equal(forecast.line, 'critical');
  assert.ok(forecast.earliest <= truth && truth <= (forecast.latest ?? 0));
  assert.ok(forecast.earliest <= forecast.estimate! && forecast.estimate! <= forecast.latest!);
  assert.equal(forecast.horizon, NOW + 39 * DAY);
  assert.ok(forecast.band.every(({ low, middle, high }) => low <= middle && middle <= high));
  assert.ok(!forecast.accelerating);
  assert.ok(forecast.backtest && forecast.backtest.held <= forecast.backtest.judged);
});

test('minimize is the mirror of maximize', () => {
  const values = falling(40, 0.91, 0.001);
  const mirrored = crossing(
    values.map((value) => -value),
    { objective: 'minimize', warning: -0.88, critical: -0.85 },
  );
  const { earliest, latest, estimate } = crossing(values);
  assert.deepEqual([mirrored.earliest, mirrored.latest, mirrored.estimate], [earliest, latest, estimate]);
});

test('beyond one observed span after the end no date is told', () => {
  const forecast = crossing(falling(40, 0.91, 0.00025, 0.0008));
  assert.ok(forecast.latest === undefined && forecast.earliest > NOW);
  assert.ok(forecast.earliest <= forecast.horizon);
});

test('what has no significant trend, gets better, has no line or is past it says so', () => {
  const random = randomOf(7);
  const flat = random.noise('normal', 60).map((value) => 0.9 + 0.004 * value);
  const forecast = told(flat);
  assert.ok(forecast.state === 'no-trend' && forecast.p >= 0.05 && forecast.count === 60);
  assert.ok((forecast.detectable ?? 0) > 0 && (forecast.detectable ?? 1) < 0.05);
  assert.equal(told(falling(40, 0.87, -0.0005)).state, 'improving');
  assert.deepEqual(analyseSeries(daily(falling(40, 0.91, 0.001)), { objective: 'maximize', now: NOW }).forecast, {
    state: 'no-line',
  });
  const crossed = told([...falling(20, 0.9, 0.001), 0.86, 0.84, 0.86, 0.84, 0.83]);
  assert.deepEqual(crossed, { state: 'crossed', line: 'critical', threshold: 0.85, on: NOW - DAY });
});

test('values too young for their labels are not read as decay', () => {
  const values = [...falling(40, 0.91, 0.0001), 0.5, 0.4, 0.3];
  const report = analyseSeries(daily(values), { ...AUC, labelDelay: 3 * DAY });
  assert.equal(report.pending.length, 3);
  assert.equal(report.counted.length, 40);
  assert.notEqual(report.forecast.state, 'crossed');
  const without = analyseSeries(daily(values).slice(0, 40), { ...AUC, labelDelay: 3 * DAY });
  assert.deepEqual({ ...without, counted: report.counted, pending: report.pending }, report);
});

test('stale counts from the moment labels can be there', () => {
  const old = daily(falling(20, 0.91, 0)).map(({ time, value }) => ({ time: time - 5 * DAY, value }));
  assert.equal(analyseSeries(old, { ...AUC, staleAfter: 4 * DAY }).stale, true);
  assert.equal(analyseSeries(old, { ...AUC, staleAfter: 4 * DAY, labelDelay: 3 * DAY }).stale, false);
});

test('no line is drawn across a step: only what stands behind it is used', () => {
  const random = randomOf(3);
  const noise = random.noise('normal', 60).map((value) => 0.001 * value);
  const values = noise.map((value, day) => value + (day < 30 ? 0.93 : 0.895 - 0.0004 * (day - 30)));
  const report = analyseSeries(daily(values), AUC);
  assert.equal(report.changes.length, 1);
  const [change] = report.changes;
  assert.ok(Math.abs(change!.time - (NOW - 29 * DAY)) <= DAY && change!.worse);
  assert.ok(Math.abs(change!.before - 0.93) < 0.003 && Math.abs(change!.after - 0.893) < 0.006);
  const { forecast } = report;
  assert.ok(forecast.state === 'crosses' && forecast.since === change!.time);
  assert.equal(report.trend?.count, report.counted.filter(({ time }) => time >= change!.time).length);
});

test('outliers and slow declines are no steps, whatever the noise', () => {
  const random = randomOf(11);
  let wrong = 0;
  const kinds: readonly NoiseKind[] = ['normal', 't3', 'ar 0.3', 'ar 0.5'];
  for (let repeat = 0; repeat < 200; repeat++) {
    const noise = random.noise(kinds[repeat % 4]!, 40);
    const values = noise.map((value, day) => 0.9 + 0.004 * value - 0.0004 * day);
    if (repeat % 2 === 0) values[20]! -= 0.03;
    wrong += analyseSeries(daily(values), AUC).changes.length > 0 ? 1 : 0;
  }
  assert.ok(wrong <= 12, `${wrong} of 200 have a step that is none`);
});

test('a repeated value is not a new one: dense samples count as often as the plan says values come', () => {
  const values = falling(30, 0.9, 0.0004, 0.004);
  const dense = daily(values).flatMap(({ time, value }) =>
    Array.from({ length: 24 }, (_, hour) => ({ time: time + hour * 3_600_000 - DAY + 3_600_000, value })),
  );
  const [once, often] = [daily(values), dense].map((samples) => analyseSeries(samples, AUC));
  assert.ok(Math.abs((often!.trend?.count ?? 0) - (once!.trend?.count ?? 0)) <= 1);
  assert.ok(Math.abs((often!.trend?.p ?? 0) - (once!.trend?.p ?? 1)) < 0.1);
});

test('what data sources may send is analysed without a NaN, an exception or a hang', () => {
  const value = fc.oneof(
    fc.double({ noNaN: false }),
    fc.constantFrom(0, -0, 1, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 5e-324, Infinity, NaN),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  const time = fc.oneof(
    fc.integer({ min: 0, max: 400 }).map((day) => NOW - day * DAY),
    fc.double({ noNaN: false }),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ time, value }), { maxLength: 60 }), (samples) => {
      const { trend, forecast, changes } = analyseSeries(samples, AUC);
      const numbers: unknown[] = [trend ?? {}, forecast, ...changes].flatMap((part) => Object.values<unknown>(part));
      for (const number of numbers) if (typeof number === 'number') assert.ok(!Number.isNaN(number));
    }),
    { numRuns: 300 },
  );
  const many = Array.from({ length: 100_000 }, (_, index) => ({ time: NOW - index * 60_000, value: Math.sin(index) }));
  const started = performance.now();
  assert.ok(analyseSeries(many, AUC).counted.length === 100_000);
  assert.ok(performance.now() - started < 10_000);
});

test('the order of samples does not matter, and a series shifted and stretched has its forecast at the same time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 12, maxLength: 40 }),
      fc.double({ min: 0.5, max: 100, noNaN: true }),
      fc.integer({ min: -10, max: 10 }),
      (noise, scale, shift) => {
        // A ripple that no rounding undoes.
        const values = noise.map((one, day) => 0.91 - 0.001 * day + 0.002 * one + 0.0007 * Math.sin(day * 1.3));
        const samples = daily(values);
        const plain = analyseSeries(samples, AUC);
        assert.deepEqual(analyseSeries(samples.toReversed(), AUC), plain);
        const moved = analyseSeries(
          samples.map(({ time, value }) => ({ time, value: value * scale + shift })),
          { ...AUC, critical: 0.85 * scale + shift, warning: 0.88 * scale + shift },
        );
        assert.equal(moved.forecast.state, plain.forecast.state);
        if (moved.forecast.state !== 'crosses' || plain.forecast.state !== 'crosses') return;
        assert.ok(Math.abs(moved.forecast.earliest - plain.forecast.earliest) < DAY / 10);
      },
    ),
    { numRuns: 100 },
  );
});
