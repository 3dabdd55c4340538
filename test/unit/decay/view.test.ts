import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_ANSWERS, type Answer, type Failure, type SeriesAnswer } from '../../../server/src/core/decay/answers.ts';
import { assess } from '../../../server/src/core/decay/assess.ts';
import { livePlanOf } from '../../../server/src/core/decay/plan-live.ts';
import { planView } from '../../../server/src/core/decay/view.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import type { PlanView } from '../../../server/src/core/panel/contract.ts';
import { analysePlan } from '../../../server/src/main/live/analyse-plan.ts';

const DAY = 86_400_000;
const MAX_POINTS = 1_000;
const NOW = Date.UTC(2026, 5, 30);

const AUC =
  '{name: auc, role: quality, source: history, metric: auc, objective: maximize, unit: ratio, baseline: 0.91, warning: 0.88, critical: 0.85, labelDelay: 7d}';
const LATENCY =
  '{name: p95, role: latency, source: history, metric: p95, objective: minimize, unit: seconds, baseline: 0.2, warning: 0.3, critical: 0.4}';
const BARE = '{name: calls, role: traffic, source: history, metric: calls, objective: maximize}';

const plan = (indicators: readonly string[], more = ''): string => `metadata: {name: churn, displayName: Churn}
spec:
  model: {name: churn-model${more}}
  dataSources:
    - {name: history, type: file, path: metrics/*.csv}
    - {name: prom, type: prometheus, url: "http://localhost:9090"}
  monitoring:
    staleAfter: 10d
    indicators: [${indicators.join(', ')}]
`;

type Rows = readonly (readonly [ago: number, metric: string, value: number])[];

/** The view of a plan whose source has `rows`: days ago, metric, value. `failure` is why it has none. */
function view(text: string, rows: Rows, failure?: Failure): PlanView {
  const [document] = readFile('production-plan', text).documents;
  assert.ok(document);
  const live = livePlanOf(document.root);
  const series = live.indicators.map(({ metric }): Answer<SeriesAnswer> => {
    const samples = rows
      .filter(([, name]) => name === metric)
      .map(([ago, , value]) => ({ time: NOW - ago * DAY, value }));
    if (failure) return { failure };
    return { result: { samples, notes: [], markers: [] }, fetchedAt: NOW };
  });
  const answers = { series, drift: new Map() };
  const assessment = assess(live, answers, { now: NOW, isLookBack: false, analyse: analysePlan });
  return planView(assessment, answers, { range: 'all', maxPoints: MAX_POINTS });
}

test('an indicator is told with its lines, its points, its level and the headroom used', () => {
  const { indicators, ...rest } = view(plan([AUC]), [
    [9, 'auc', 0.9],
    [8, 'auc', 0.886],
    [8, 'p95', 1],
  ]);
  assert.deepEqual(rest, {
    name: 'churn',
    title: 'Churn',
    model: 'churn-model',
    headline: 'auc 0.886, 40 % of the headroom used',
    level: 'ok',
  });
  const [{ headroomUsed, ...auc }] = indicators as [PlanView['indicators'][number]];
  assert.ok(Math.abs(headroomUsed! - 0.4) < 1e-9);
  assert.deepEqual(auc, {
    name: 'auc',
    role: 'quality',
    unit: 'ratio',
    objective: 'maximize',
    baseline: 0.91,
    warning: 0.88,
    critical: 0.85,
    source: 'history',
    sourceType: 'file',
    fetchedAt: NOW,
    query: 'auc',
    level: 'ok',
    forecast: { state: 'not-enough-history', count: 2, needed: 8 },
    series: {
      state: 'ready',
      points: [
        { time: NOW - 9 * DAY, value: 0.9 },
        { time: NOW - 8 * DAY, value: 0.886 },
      ],
    },
  });
});

test('points younger than the label delay do not count', () => {
  const { indicators } = view(plan([AUC]), [
    [8, 'auc', 0.9],
    [7, 'auc', 0.89],
    [6.9, 'auc', 0.1],
  ]);
  assert.equal(indicators[0]?.level, 'ok');
  assert.equal(indicators[0].series.state === 'ready' && indicators[0].series.points.at(-1)?.value, 0.89);
  const young = view(plan([AUC]), [[1, 'auc', 0.1]]);
  assert.equal(young.level, 'unknown');
  assert.match(
    young.headline,
    /^No values of the indicator yet\. auc: Every value of "auc" \(1\) is younger than its labelDelay/,
  );
});

test('the headline starts with the worst', () => {
  const headline = (...rows: Rows): string => view(plan([AUC, LATENCY, BARE]), rows).headline;
  assert.equal(
    headline([8, 'auc', 0.9], [1, 'p95', 0.35], [1, 'calls', 5]),
    'p95 0.35 s, 75 % of the headroom used; 1 of 3 indicators within their lines',
  );
  assert.equal(
    headline([8, 'auc', 0.84], [1, 'p95', 0.35], [1, 'calls', 5]),
    'auc 0.84, beyond its critical 0.85 since 22 Jun; 0 of 3 indicators within their lines',
  );
  assert.equal(
    headline([8, 'auc', 0.85], [1, 'p95', 0.2], [1, 'calls', 5]),
    'auc 0.85, at its critical 0.85 since 22 Jun; 1 of 3 indicators within their lines',
  );
  assert.equal(
    headline([8, 'auc', 0.92], [1, 'p95', 0.1]),
    'auc 0.92, better than its baseline 0.91; 2 of 3 indicators within their lines; no values of calls',
  );
  assert.equal(
    headline([1, 'calls', 5]),
    'calls 5, without a warning or critical line to compare it with; no values of auc, p95',
  );
  // Near is not there.
  assert.match(headline([8, 'auc', 0.8501]), /^auc 0.8501, 99 % of the headroom used/);
  assert.match(headline([8, 'auc', 0.9099]), /^auc 0.9099, 1 % of the headroom used/);
});

test('values older than staleAfter are told with their day', () => {
  assert.match(
    view(plan([LATENCY]), [[11, 'p95', 0.25]]).headline,
    /^p95 0\.25 s on 2026-06-19, the newest value, 25 % of/,
  );
  assert.doesNotMatch(view(plan([LATENCY]), [[9, 'p95', 0.25]]).headline, /newest/);
});

test('a plan is not ok while an indicator that has lines has no values', () => {
  const level = (...rows: (readonly [number, string, number])[]): string =>
    view(plan([AUC, LATENCY, BARE]), rows).level;
  assert.equal(level([8, 'auc', 0.9], [1, 'p95', 0.2]), 'ok');
  assert.equal(level([1, 'p95', 0.2]), 'unknown');
  assert.equal(level([1, 'p95', 0.3]), 'warning');
  assert.equal(level([1, 'p95', 0.4]), 'critical');
  assert.equal(level([1, 'calls', 3]), 'unknown');
});

test('what is missing is said with what to do', () => {
  const series = (indicator: string, rows: Rows = [], failure?: Failure): { state: string; message?: string } =>
    view(plan([indicator]), rows, failure).indicators[0]!.series;
  const says = (found: { state: string; message?: string }, state: string, message: RegExp): void => {
    assert.equal(found.state, state);
    assert.match(found.message ?? '', message);
  };
  says(series(BARE.replace('source: history', 'source: prom')), 'failed', /Add query/);
  says(
    series(BARE.replace('source: history', 'source: hist')),
    'failed',
    /no data source "hist"\. Add it to spec\.dataSources/,
  );
  says(series(BARE.replace('source: history, ', '')), 'failed', /Add source/);
  says(series(BARE.replace('metric: calls, ', '')), 'failed', /Add metric/);
  says(series(BARE.replace('maximize', 'up'), [[1, 'calls', 1]]), 'failed', /Add objective: maximize or minimize/);
  says(series(BARE, [[1, 'p95', 1]]), 'empty', /no values of "calls"\. Correct metric/);
  says(series(BARE, [], { reason: 'not-found', message: 'No file.' }), 'empty', /^No file\.$/);
  says(series(BARE, [], { reason: 'unauthorised', message: 'Sign in.' }), 'unauthorised', /^Sign in\.$/);
  says(series(BARE, [], { reason: 'unreachable', message: 'Nobody answers.' }), 'failed', /^Nobody answers\.$/);
});

test('more values than are shown are reduced, a spike of one value stays', () => {
  const rows = Array.from(
    { length: 3 * MAX_POINTS },
    (_, index) => [index / 100, 'calls', index === 1234 ? 9 : 1] as const,
  );
  const [calls] = view(plan([BARE]), rows.toReversed()).indicators;
  assert.ok(calls?.series.state === 'ready');
  assert.ok(calls.series.points.length <= MAX_POINTS);
  assert.equal(calls.series.total, 3 * MAX_POINTS);
  assert.ok(calls.series.points.some(({ value }) => value === 9));
});

test('half-written plans have a view', () => {
  for (const text of [
    '',
    'spec:',
    'spec: {monitoring: {indicators: [a, {}, {name: 3, baseline: .nan, critical: x}]}}',
    'spec: {monitoring: 1, dataSources: {}}',
    '- 1',
  ]) {
    const [document] = readFile('production-plan', text).documents;
    const live = livePlanOf(document?.root);
    const assessment = assess(live, NO_ANSWERS, { now: NOW, isLookBack: false, analyse: analysePlan });
    const made = planView(assessment, NO_ANSWERS, { range: 'all', maxPoints: MAX_POINTS });
    assert.equal(made.level, 'unknown');
    assert.notEqual(made.headline, '');
    for (const { series, name } of made.indicators) assert.ok(series.state === 'failed' && name !== '');
  }
});
