// What holds for every series, however hostile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyseSeries, type AnalyseOptions } from '../../../server/src/core/decay/analyse.ts';
import type { SeriesReport } from '../../../server/src/core/decay/report.ts';
import type { Sample } from '../../../server/src/core/decay/series.ts';
import { prepare } from '../../../server/src/core/decay/trend/prepare.ts';
import { DAY, START, daily, judged, lastOf, noisyLine } from '../../support/decay-series.ts';
import { randomOf } from '../../support/noise.ts';

const analyse = (samples: readonly Sample[], options: Partial<AnalyseOptions> = {}): SeriesReport =>
  analyseSeries(samples, judged(samples, options));

/** Values between 0 and 1 with four digits, so that neither shifting nor scaling by powers of two rounds much. */
const series = fc
  .tuple(fc.integer({ min: 8, max: 80 }), fc.integer(), fc.integer({ min: -40, max: 40 }), fc.boolean())
  .map(([count, seed, slope, isTied]) => {
    const random = randomOf(seed);
    const digits = isTied ? 100 : 10_000;
    return daily(
      random
        .noise('normal', count)
        .map(
          (noise, index) =>
            Math.round((0.5 + slope / 10_000 + (slope / 10_000) * index + 0.01 * noise) * digits) / digits,
        ),
    );
  });

/** Every number of a report, with its path. */
function numbersOf(value: unknown, path = ''): [path: string, value: number][] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, `${path}.${key}`));
}

function assertSound(report: SeriesReport): void {
  for (const [path, value] of numbersOf(report)) assert.ok(Number.isFinite(value), `${path} is ${value}`);
  for (const [path, value] of numbersOf(report.forecast)) {
    if (/time|estimate|earliest|latest|horizon|\.on$/.test(path)) new Date(value).toISOString();
  }
}

const near = (actual: number | undefined, expected: number | undefined, tolerance: number, what: string): void => {
  if (actual === undefined || expected === undefined) assert.equal(actual, expected, what);
  else assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} and ${expected}`);
};

const DATES = ['estimate', 'earliest', 'latest'] as const;
const LINE = 0.4;

/** Two reports tell the same, the second with `scale` and `shift` for every value. */
function assertSame(a: SeriesReport, b: SeriesReport, scale: number, later = 0): void {
  assert.equal(b.forecast.state, a.forecast.state);
  assert.deepEqual(
    b.changes.map(({ time }) => time - later),
    a.changes.map(({ time }) => time),
  );
  if (a.trend && b.trend) {
    assert.equal(b.trend.direction, a.trend.direction);
    near(b.trend.p, a.trend.p, 1e-9, 'p');
    for (const key of ['slopePerDay', 'slopeLow', 'slopeHigh'] as const) {
      near(b.trend[key] / scale, a.trend[key], 1e-9, key);
    }
  } else assert.equal(a.trend, b.trend);
  if (a.forecast.state !== 'crosses' || b.forecast.state !== 'crosses') return;
  for (const key of DATES) {
    const [one, other] = [a.forecast[key], b.forecast[key]];
    // Rounding may move a date across the horizon.
    if (one === undefined || other === undefined) continue;
    near(other - later, one, 1_000, key);
  }
  assert.equal(b.forecast.accelerating, a.forecast.accelerating);
}

test('trend and forecast go along when values are scaled and shifted', () => {
  fc.assert(
    fc.property(
      series,
      fc.integer({ min: -20, max: 20 }),
      fc.integer({ min: -64, max: 64 }),
      (samples, power, shift) => {
        const scale = 2 ** power;
        const moved = samples.map(({ time, value }) => ({ time, value: value * scale + shift * scale }));
        const a = analyse(samples, { critical: LINE });
        const b = analyse(moved, { critical: LINE * scale + shift * scale });
        assertSame(a, b, scale);
      },
    ),
  );
});

test('trend and forecast go along when time is shifted', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: -10_000, max: 10_000 }), (samples, days) => {
      const later = days * DAY;
      const moved = samples.map(({ time, value }) => ({ time: time + later, value }));
      assertSame(analyse(samples, { critical: LINE }), analyse(moved, { critical: LINE }), 1, later);
    }),
  );
});

test('maximising is minimising upside down', () => {
  fc.assert(
    fc.property(series, (samples) => {
      const mirrored = samples.map(({ time, value }) => ({ time, value: -value }));
      const [a, b] = [
        analyse(samples, { critical: LINE }),
        analyse(mirrored, { critical: -LINE, objective: 'minimize' }),
      ];
      assert.equal(b.forecast.state, a.forecast.state);
      assert.deepEqual(
        b.changes.map(({ time, worse }) => ({ time, worse })),
        a.changes.map(({ time, worse }) => ({ time, worse })),
      );
      if (a.forecast.state === 'crosses' && b.forecast.state === 'crosses') {
        for (const key of DATES) near(b.forecast[key], a.forecast[key], 1_000, key);
      }
    }),
  );
});

test('the order of the samples does not count', () => {
  fc.assert(
    fc.property(
      series.chain((samples) =>
        fc.tuple(fc.constant(samples), fc.shuffledSubarray(samples, { minLength: samples.length })),
      ),
      ([samples, shuffled]) => {
        assert.deepEqual(analyse(shuffled, { critical: LINE }), analyse(samples, { critical: LINE }));
      },
    ),
  );
});

test('values of one time count as their median', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 1_000 }), (samples, apart) => {
      const spread = samples.flatMap(({ time, value }) => [
        { time, value: value + apart },
        { time, value: value - apart * 2 },
        { time, value },
      ]);
      const [a, b] = [prepare(samples), prepare(spread)];
      assert.deepEqual(b, a);
      const options = { warning: -1e6 };
      assert.deepEqual(analyse(spread, options).trend, analyse(samples, options).trend);
      assert.deepEqual(analyse(spread, options).changes, analyse(samples, options).changes);
    }),
  );
});

const HOSTILE = [
  ...[0, -0, 1, -1, 5e-324, -5e-324, 1e-310, 2.2250738585072014e-308, 1e150, -1e150, 1.1e150, 1e308, -1e308],
  ...[Number.MAX_VALUE, -Number.MAX_VALUE, NaN, Infinity, -Infinity, 1e-8, 0.5],
];
const hostileValue = fc.oneof(fc.constantFrom(...HOSTILE), fc.double(), fc.integer({ min: -3, max: 3 }));
const hostileTime = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((day) => START + day * DAY),
  fc.integer({ min: 0, max: 5 }),
  fc.constantFrom(0, -8.64e15, 8.64e15, NaN, Infinity, START, START + 1),
);
const hostileLine = fc.option(hostileValue, { nil: undefined });

test('nothing that a source may give makes an exception or a number that is none', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record(
          { time: hostileTime, value: hostileValue, count: fc.constantFrom(0, 1, -5, NaN, 1e308, 100) },
          { requiredKeys: ['time', 'value'] },
        ),
        { maxLength: 60, size: 'max' },
      ),
      hostileLine,
      hostileLine,
      fc.constantFrom<'maximize' | 'minimize'>('maximize', 'minimize'),
      fc.constantFrom(undefined, 0, -1, 1, DAY, 1e300, NaN),
      fc.constantFrom(0, 3 * DAY, 1e300),
      (samples, warning, critical, objective, interval, labelDelay) => {
        const slo = { name: 'slo', objective: 99, window: 28 * DAY };
        const report = analyseSeries(samples, {
          objective,
          now: START + 60 * DAY,
          labelDelay,
          slo,
          bounds: { low: 0, high: 1 },
          ...(warning !== undefined && { warning }),
          ...(critical !== undefined && { critical }),
          ...(interval !== undefined && { interval }),
        });
        assertSound({ ...report, counted: [], pending: [] });
        assert.ok(report.counted.every(({ time, value }) => Number.isFinite(time) && Number.isFinite(value)));
      },
    ),
    { numRuns: 1_500 },
  );
});

test('series of nothing, of one value, and of equal values', () => {
  for (const samples of [[], daily([0.9])]) {
    const { forecast, changes, trend } = analyseSeries(samples, { objective: 'maximize', critical: 0.5, now: START });
    assert.equal(forecast.state, 'not-enough-history');
    assert.deepEqual([changes, trend], [[], undefined]);
  }
  for (const value of [0, -0, 5e-324, 0.1 + 0.2, 1e150, -1e150]) {
    const report = analyse(daily(Array<number>(200).fill(value)), { critical: -Number.MAX_VALUE });
    assertSound(report);
    assert.deepEqual(report.changes, []);
    assert.deepEqual([report.trend?.direction, report.trend?.slopePerDay], ['none', 0]);
    assert.equal(report.forecast.state, 'no-trend');
  }
});

test('a line without noise, such as an age in days, is crossed when it says, and its past forecasts held', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 12, max: 60 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-4, max: 10, noNaN: true }),
      fc.constantFrom(1, 2 ** 400, 2 ** -400),
      (count, level, slope, scale) => {
        const samples = daily(Array.from({ length: count }, (_, index) => (level - slope * index) * scale));
        const critical = (level - slope * 1.5 * count) * scale;
        const { forecast, changes } = analyse(samples, { critical });
        assert.deepEqual(changes, []);
        assert.equal(forecast.state, 'crosses', JSON.stringify(forecast));
        const digits = (1e-9 * Math.max(1, Math.abs(level))) / slope;
        for (const key of DATES) near(forecast[key], START + 1.5 * count * DAY, (1e-6 + digits) * count * DAY, key);
        assert.equal(forecast.accelerating, false);
        assert.equal(forecast.backtest?.held, forecast.backtest?.judged);
      },
    ),
  );
});

test('huge and tiny numbers have the trend that common ones have', () => {
  const samples = noisyLine(40, { slope: -0.001 });
  const common = analyse(samples, { critical: 0.8 });
  for (const scale of [2 ** 480, 2 ** -480, 2 ** -900]) {
    const other = analyse(
      samples.map(({ time, value }) => ({ time, value: value * scale })),
      { critical: 0.8 * scale },
    );
    assertSound(other);
    assertSame(common, other, scale);
  }
});

test('a hundred thousand values are analysed in bounded time', () => {
  const count = 100_000;
  const random = randomOf(3);
  const shapes: Record<string, (index: number) => number> = {
    noise: () => random.normal(),
    falling: (index) => 0.9 - index * 1e-6 + 0.01 * random.normal(),
    steps: (index) => Math.floor(index / 5_000) % 2,
    equal: () => 0.9,
    'a walk up and down': (index) => Math.sin(index / 1_000),
  };
  for (const [name, shape] of Object.entries(shapes)) {
    const samples = Array.from({ length: count }, (_, index) => ({
      time: START + index * 60_000,
      value: shape(index),
    }));
    const started = performance.now();
    const slo = { name: 'slo', objective: 99, window: 28 * DAY };
    for (const interval of [undefined, 60_000]) {
      const report = analyseSeries(samples, {
        objective: 'maximize',
        critical: -1e6,
        now: lastOf(samples.slice(-1)),
        slo,
        ...(interval !== undefined && { interval }),
      });
      assertSound({ ...report, counted: [], pending: [] });
    }
    const took = performance.now() - started;
    // Ten times what it takes here: what grows with the square would take minutes.
    assert.ok(took < 10_000, `${name}: ${took} ms`);
  }
});
