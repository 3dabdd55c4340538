import type { Forecast } from '../../../server/src/core/decay/report.ts';
import type {
  DecayView,
  DriftColumnView,
  IndicatorView,
  PlanView,
  Point,
} from '../../../server/src/core/panel/contract.ts';

/** A model on its way down, with all that the panel can show of one; its numbers are invented. */

export const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 10, 24, 9, 30);
const FIRST = Date.UTC(2026, 7, 26);

/** Repeats itself, so that pictures of it can be compared. */
function noise(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5;
}

function daily(days: number, value: (day: number) => number, from = FIRST): Point[] {
  return Array.from({ length: days }, (_, day) => ({ time: from + day * DAY, value: value(day) }));
}

const AUC_NOISE = noise(7);
const auc = daily(90, (day) => 0.908 - 0.00029 * day + 0.004 * AUC_NOISE()).map((point) => ({
  ...point,
  count: 1_200,
}));
const last = auc[82]!;

export const CROSSES = {
  state: 'crosses',
  line: 'critical',
  threshold: 0.85,
  estimate: Date.UTC(2026, 11, 22),
  earliest: Date.UTC(2026, 11, 12),
  latest: Date.UTC(2027, 0, 3),
  horizon: Date.UTC(2027, 1, 7),
  band: Array.from({ length: 13 }, (_, i) => ({
    time: last.time + i * 6 * DAY,
    low: last.value - 0.0075 * i,
    middle: last.value - 0.0052 * i,
    high: last.value - 0.0034 * i,
  })),
  accelerating: true,
  backtest: { held: 9, judged: 11 },
} as const satisfies Forecast;

export const AUC: IndicatorView = {
  name: 'auc',
  role: 'quality',
  unit: 'ratio',
  objective: 'maximize',
  baseline: 0.91,
  warning: 0.88,
  critical: 0.85,
  source: 'history',
  sourceType: 'file',
  query: 'auc of metrics/*.csv',
  series: { state: 'ready', points: auc.slice(0, 83), pending: auc.slice(83), total: 90 },
  level: 'warning',
  headroomUsed: 0.43,
  forecast: CROSSES,
  changes: [{ time: FIRST + 40 * DAY, before: 0.902, after: 0.893, worse: true }],
};

const RETENTION_NOISE = noise(11);
const RETENTION: IndicatorView = {
  name: 'retention',
  role: 'business',
  unit: 'ratio',
  objective: 'maximize',
  baseline: 0.91,
  target: 0.93,
  guardrail: 0.9,
  warning: 0.905,
  critical: 0.9,
  source: 'prom',
  sourceType: 'prometheus',
  query: 'avg_over_time(monthly_retention[1d])',
  canOpen: true,
  series: { state: 'ready', points: daily(90, () => 0.911 + 0.003 * RETENTION_NOISE()) },
  level: 'ok',
  headroomUsed: -0.1,
  forecast: { state: 'no-trend', count: 90, p: 0.4, detectable: 0.006 },
};

const LATENCY_NOISE = noise(13);
export const LATENCY: IndicatorView = {
  name: 'latency_p95',
  role: 'latency',
  unit: 'seconds',
  objective: 'minimize',
  critical: 0.25,
  source: 'prom',
  sourceType: 'prometheus',
  canOpen: true,
  query: 'histogram_quantile(0.95, sum by (le) (rate(request_predict_seconds_bucket{model_name="churn"}[5m])))',
  series: {
    state: 'ready',
    points: daily(90, (day) => 0.2 + 0.02 * LATENCY_NOISE() + (day === 70 ? 0.08 : 0)),
    total: 129_600,
  },
  level: 'ok',
  notes: ['The server says: PromQL info: metric might not be a counter.'],
  forecast: { state: 'not-enough-history', count: 5, needed: 8 },
  burn: {
    slo: 'predict-availability',
    objective: 99.9,
    window: 30 * DAY,
    budgetLeft: 0.62,
    rates: [
      { window: 3_600_000, rate: 1.8, limit: 14.4, events: 12_400 },
      { window: 6 * 3_600_000, rate: 1.1, limit: 6, events: 74_000 },
    ],
  },
};

const ERRORS: IndicatorView = {
  name: 'error_ratio',
  role: 'errors',
  objective: 'minimize',
  critical: 0.01,
  source: 'prom',
  sourceType: 'prometheus',
  query: 'errors:ratio',
  series: { state: 'failed', message: 'Prometheus at prom answered 503 (Service Unavailable). Refresh to try again.' },
  level: 'unknown',
};

const COST: IndicatorView = {
  name: 'serving_cost',
  role: 'cost',
  unit: 'EUR',
  objective: 'minimize',
  critical: 900,
  source: 'billing',
  sourceType: 'mlflow',
  query: 'serving_cost',
  series: { state: 'unauthorised', message: 'The server wants a credential (401). Connect the data source to go on.' },
  level: 'unknown',
};

const LABELS: IndicatorView = {
  name: 'label_rate',
  role: 'feedback',
  unit: 'ratio',
  objective: 'maximize',
  critical: 0.9,
  source: 'history',
  sourceType: 'file',
  query: 'label_rate of metrics/*.csv',
  series: { state: 'ready', points: daily(70, (day) => 0.97 - 0.0001 * day) },
  level: 'ok',
  stale: true,
  outdated: 'The workspace folder is not there.',
  fetchedAt: NOW - 3 * DAY,
  forecast: { state: 'improving', count: 70, p: 0.001 },
};

const COLUMNS = [
  'tenure',
  'plan',
  'monthly_charges',
  'support_calls',
  'region',
  'contract',
  'age',
  'device',
  'payment',
  'referrals',
  'usage_gb',
];

function column(name: string, row: number): DriftColumnView {
  const random = noise(row + 3);
  const isTest = row === 1;
  const cells = Array.from({ length: 45 }, (_, k) => {
    const drift = row === 0 ? 0.05 + 0.006 * k : 0.03 + 0.02 * Math.abs(random());
    const score = isTest ? (k > 30 ? 0.004 : 0.4 + 0.3 * random()) : drift;
    const verdict = isTest ? (k > 30 ? 'drifted' : 'ok') : score >= 0.25 ? 'drifted' : score >= 0.1 ? 'warning' : 'ok';
    return { time: FIRST + (2 * k + 1) * DAY, score, verdict } as const;
  });
  const method = isTest
    ? ({ method: 'chi_square', methodLabel: 'chi-square p-value', direction: 'p-value', critical: 0.05 } as const)
    : ({
        method: 'psi',
        methodLabel: 'PSI (reference deciles)',
        direction: 'distance',
        warning: 0.1,
        critical: 0.25,
      } as const);
  return {
    column: name,
    ...method,
    source: 'drift',
    sourceType: 'evidently',
    query: 'project churn, DataDriftPreset',
    canOpen: true,
    fetchedAt: NOW - 180_000,
    verdict: cells.at(-1)!.verdict,
    cells,
  };
}

export const DRIFT = {
  columns: COLUMNS.map(column),
  drifted: 2,
  judged: 11,
  share: 0.3,
  dataset: false,
} as const satisfies PlanView['drift'];

export const DECAYING_PLAN: PlanView = {
  name: 'churn-classifier',
  title: 'Churn of subscribers',
  model: 'churn',
  version: 'champion, version 7',
  trainingCode: ['src/train.py#train'],
  trainedAt: Date.UTC(2026, 5, 1),
  headline:
    'auc is 0.884, 43% of its headroom used, and crosses 0.85 between 12 Dec and 3 Jan; 2 of 11 columns drift; retention has not moved.',
  level: 'warning',
  indicators: [LATENCY, AUC, COST, LABELS, RETENTION, ERRORS],
  drift: DRIFT,
  markers: [
    { time: FIRST + 22 * DAY, kind: 'deployed', label: 'version 6 → 7' },
    { time: FIRST + 61 * DAY, kind: 'change', label: 'tariff change' },
  ],
};

export const DECAYING: DecayView = {
  file: 'models/production-plan.yaml',
  fetchedAt: NOW,
  plans: [DECAYING_PLAN],
};
