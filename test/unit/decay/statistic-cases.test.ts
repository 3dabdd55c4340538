// Worked cases from publications and from other libraries: each must hold within its own tolerance.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { adwin } from '../../../server/src/core/decay/change/adwin.ts';
import { cusum, cusumWithWarmUp } from '../../../server/src/core/decay/change/cusum.ts';
import { ddm, eddm, type ErrorAlarm } from '../../../server/src/core/decay/change/error-rates.ts';
import { pageHinkley } from '../../../server/src/core/decay/change/page-hinkley.ts';
import { chiSquare, chiSquareFit } from '../../../server/src/core/decay/drift/chi-square.ts';
import { jensenShannonOfCounts } from '../../../server/src/core/decay/drift/jensen-shannon.ts';
import { kolmogorovP, ks } from '../../../server/src/core/decay/drift/ks.ts';
import { psiOfCounts } from '../../../server/src/core/decay/drift/psi.ts';
import {
  wasserstein,
  wassersteinNormed,
  wassersteinOfMasses,
} from '../../../server/src/core/decay/drift/wasserstein.ts';
import { crossing, fit } from '../../../server/src/core/decay/forecast/method-h.ts';
import { sorted } from '../../../server/src/core/decay/numeric/order.ts';
import { burnLimits } from '../../../server/src/core/decay/slo/windows.ts';
import { hamedRao, mannKendall } from '../../../server/src/core/decay/trend/mann-kendall.ts';
import { theilSen } from '../../../server/src/core/decay/trend/theil-sen.ts';

type Numbers = readonly number[];
interface Case {
  readonly name: string;
  readonly method: string;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: { readonly rel?: number; readonly abs?: number };
}

const { cases } = JSON.parse(readFileSync('test/fixtures/statistics/cases.json', 'utf8')) as { cases: readonly Case[] };

const HOUR = 3_600_000;
const indices = (alarms: ArrayLike<unknown>, wanted: (alarm: unknown) => boolean): number[] =>
  Array.from(alarms).flatMap((alarm, index) => (wanted(alarm) ? [index] : []));
const digits = ({ input }: Case): number[] => Array.from(input['stream_digits'] as string, Number);

/** Where a warning begins: the first since the start, or since the last drift. */
function warningStarts(alarms: readonly ErrorAlarm[]): number[] {
  let warned = false;
  return alarms.flatMap((alarm, index) => {
    const starts = alarm === 'warning' && !warned;
    warned = alarm === 'warning' ? true : alarm === 'drift' ? false : warned;
    return starts ? [index] : [];
  });
}

/** What the project computes for a case, under the names of what is expected of it. */
const COMPUTED: Readonly<Record<string, (given: Case) => Readonly<Record<string, unknown>>>> = {
  ks_2samp: ({ input }) => {
    const [a, b] = [sorted(input['a'] as Numbers), sorted(input['b'] as Numbers)];
    const found = ks(a, b)!;
    const limit = kolmogorovP(found.statistic! * Math.sqrt((a.length * b.length) / (a.length + b.length)));
    return { statistic: found.statistic, p_exact: found.score, p_kolmogorov_limit: limit };
  },
  jensen_shannon_distance: ({ input, params }) => {
    const [p, q] = [input['p'] ?? input['ref_counts'], input['q'] ?? input['cur_counts']] as [Numbers, Numbers];
    const distance = jensenShannonOfCounts(p, q, { base: params['base'] as 2 | 'e' })!.score;
    const divergence = distance ** 2;
    return { distance, divergence, distance_base_e: jensenShannonOfCounts(p, q, { base: 'e' })!.score };
  },
  wasserstein: ({ input }) => {
    const [a, b] = [input['a'] as Numbers, input['b'] as Numbers];
    const weights = input['a_weights'] as Numbers | undefined;
    const score = weights
      ? wassersteinOfMasses({ values: a, weights }, { values: b, weights: input['b_weights'] as Numbers })
      : wasserstein(sorted(a), sorted(b));
    return { distance: score!.score };
  },
  wasserstein_normed: ({ input }) => {
    const [a, b] = [sorted(input['ref'] as Numbers), sorted(input['cur'] as Numbers)];
    return { distance: wassersteinNormed(a, b)!.score, raw: wasserstein(a, b)!.score };
  },
  psi: ({ input }) => ({ psi: psiOfCounts(input['ref_counts'] as Numbers, input['cur_counts'] as Numbers)!.score }),
  chi_square_gof_scaled: ({ input }) => {
    const { statistic, freedom, score } = chiSquareFit(input['ref_counts'] as Numbers, input['cur_counts'] as Numbers)!;
    return { statistic, df: freedom, p: score };
  },
  chi_square_homogeneity: ({ input, params }) => {
    const [a, b] = input['table'] as [Numbers, Numbers];
    const { statistic, freedom, score } = chiSquare(a, b, { yates: params['yates'] as boolean })!;
    return { statistic, df: freedom, p: score };
  },
  theil_sen: ({ input, params }) => {
    const line = theilSen(input['t'] as Numbers, input['y'] as Numbers, params['confidence'] as number)!;
    return { ...line, intercept_joint: line.interceptJoint };
  },
  mann_kendall: ({ input }) => {
    const y = input['y'] as Numbers;
    const { s, tau, variance, z, p } = mannKendall(y);
    const line = theilSen([...y.keys()], y, 0.95)!;
    const trend = p < 0.05 ? (z > 0 ? 'increasing' : 'decreasing') : 'no trend';
    return { n: y.length, s, tau, var_s: variance, z, p, trend, sen_slope: line.slope, sen_intercept: line.intercept };
  },
  mann_kendall_hamed_rao: ({ input }) => {
    const found = hamedRao(input['y'] as Numbers);
    return { ...found, var_s: found.variance };
  },
  cusum_tabular: ({ input, params }) => {
    const { target, sigma, k, h } = params as { target: number; sigma: number; k: number; h: number };
    const { upper, lower, alarms } = cusum(input['y'] as Numbers, { target, sigma, k, h });
    return { c_plus: [...upper], c_minus: [...lower], first_alarm_index0: alarms.findIndex((alarm) => alarm !== 0) };
  },
  cusum_warmup: ({ input, params }) => {
    const { min_instances: warmUp, slack: k, threshold: h } = params as Record<string, number>;
    const alarms = cusumWithWarmUp(input['y'] as Numbers, { warmUp: warmUp!, k: k!, h: h! });
    return { alarm_indices0: indices(alarms, (alarm) => alarm !== 0) };
  },
  page_hinkley: (given) => {
    const { min_instances: least, delta, threshold, alpha: fading } = given.params as Record<string, number>;
    const alarms = pageHinkley(digits(given), {
      least: least!,
      delta: delta!,
      threshold: threshold!,
      fading: fading!,
    });
    return { alarm_indices0: indices(alarms, (alarm) => alarm !== 0) };
  },
  adwin: (given) => {
    const {
      delta,
      clock,
      max_buckets: buckets,
      min_window_length: side,
      grace_period: grace,
    } = given.params as Record<string, number>;
    const alarms = adwin(digits(given), {
      delta: delta!,
      clock: clock!,
      buckets: buckets!,
      side: side!,
      grace: grace!,
    });
    return { alarm_indices0: indices(alarms, Boolean) };
  },
  ddm: (given) => {
    const { warm_start: warmUp, warning, drift } = given.params as Record<string, number>;
    const alarms = ddm(digits(given), { warmUp: warmUp!, warning: warning!, drift: drift! });
    return {
      warning_starts_index0: warningStarts(alarms),
      drift_indices0: indices(alarms, (alarm) => alarm === 'drift'),
    };
  },
  eddm: (given) => {
    const { warm_start: warmUp, alpha: warning, beta: drift } = given.params as Record<string, number>;
    const alarms = eddm(digits(given), { warmUp: warmUp!, warning: warning!, drift: drift! });
    return {
      warning_starts_index0: warningStarts(alarms),
      drift_indices0: indices(alarms, (alarm) => alarm === 'drift'),
    };
  },
  slo_burn_rate_thresholds: ({ params }) => {
    const limits = burnLimits((params['slo_period_hours'] as number) * HOUR, 60_000);
    return {
      burn_rates: limits.map(({ limit }) => limit),
      short_windows: limits.map(({ short }) => (short < HOUR ? `${short / 60_000}m` : `${short / HOUR}h`)),
      severity: limits.map(({ alert }) => alert),
    };
  },
  forecast_crossing: ({ input, params }) => {
    const [x, y] = [Float64Array.from(input['t'] as Numbers), Float64Array.from(input['y'] as Numbers)];
    const sign = params['direction'] === 'up' ? -1 : 1;
    const line = fit(
      x,
      y.map((value) => sign * value),
      true,
    );
    const found = crossing(line, sign * (params['threshold'] as number), x.at(-1)! - x[0]!);
    const ends = [sign * line.low, sign * line.high].sort((a, b) => a - b);
    return {
      ...found,
      crossing: found.estimate,
      slope: sign * line.slope,
      slope_low: ends[0],
      slope_high: ends[1],
      rho: line.rho,
      n_eff: line.effective,
      mk_p_ar1: line.p,
    };
  },
};

/** Known only for comparison: another approximation of the same p, and what became of a forecast. */
const NOT_COMPUTED = new Set(['p_asymp_scipy_kstwo', 'truth', 'truth_change_index0']);

function assertNear(actual: unknown, expected: unknown, { rel = 0, abs = 0 }: Case['tolerance'], what: string): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), `${what} is ${JSON.stringify(actual)}`);
    assert.equal(actual.length, expected.length, `${what}: ${JSON.stringify(actual)}`);
    expected.forEach((value, index) => assertNear(actual[index], value, { rel, abs }, `${what}[${index}]`));
  } else if (typeof expected === 'number') {
    const near = typeof actual === 'number' && Math.abs(actual - expected) <= Math.max(abs, rel * Math.abs(expected));
    assert.ok(near, `${what} is ${String(actual)}, expected ${expected}`);
  } else assert.equal(actual, expected, what);
}

for (const given of cases) {
  test(given.name, () => {
    const compute = COMPUTED[given.method];
    assert.ok(compute, `no method is called ${given.method}`);
    const computed = compute(given);
    for (const [name, value] of Object.entries(given.expected)) {
      if (!NOT_COMPUTED.has(name)) assertNear(computed[name], value, given.tolerance, name);
    }
  });
}
