import type { DecayView, IndicatorView, Point } from '../../../server/src/core/panel/contract.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 7, 25);

/** Daily values that fall slowly, with a small ripple. */
export function falling(days: number): Point[] {
  return Array.from({ length: days }, (_, day) => ({
    time: FIRST + day * DAY,
    value: 0.908 - 0.00028 * day + 0.0025 * Math.sin(day * 1.7),
    count: 1_000 + day,
  }));
}

export const READY: IndicatorView = {
  name: 'auc',
  role: 'quality',
  unit: 'ratio',
  objective: 'maximize',
  baseline: 0.91,
  warning: 0.88,
  critical: 0.85,
  source: 'history',
  query: 'auc of metrics/*.csv',
  series: { state: 'ready', points: falling(90) },
  level: 'warning',
  headroomUsed: 0.43,
};

export const EMPTY: IndicatorView = {
  name: 'retention',
  role: 'business',
  objective: 'maximize',
  warning: 0.905,
  critical: 0.9,
  source: 'history',
  query: 'retention of metrics/*.csv',
  series: { state: 'empty', message: 'No file matches metrics/*.csv. Record a value, or mend the path in the plan.' },
  level: 'unknown',
};

export const UNSUPPORTED: IndicatorView = {
  name: 'latency_p95',
  role: 'latency',
  unit: 'seconds',
  objective: 'minimize',
  critical: 0.25,
  source: 'prom',
  query: 'histogram_quantile(0.95, sum by (le) (rate(request_predict_seconds_bucket{model_name="churn"}[5m])))',
  series: { state: 'unsupported', message: 'Prometheus is not read yet. Data sources of type file are.' },
  level: 'unknown',
};

/** A file of one plan with these indicators. */
export function viewOf(...indicators: readonly IndicatorView[]): DecayView {
  const plan = { name: 'churn-classifier', title: 'Churn', model: 'churn', level: 'warning' } as const;
  const headline =
    'auc is 0.884: 43% of the way from its baseline to critical is used. Look into it before it reaches 0.85.';
  return {
    file: 'models/production-plan.yaml',
    fetchedAt: Date.UTC(2026, 10, 24, 9, 30),
    plans: [{ ...plan, headline, indicators }],
  };
}
