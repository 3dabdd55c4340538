import type { Area } from '../check.ts';
import { alerting } from './alerting.ts';
import { businessMetric } from './business-metric.ts';
import { costLatency } from './cost-latency.ts';
import { dashboards } from './dashboards.ts';
import { dataPipelines } from './data-pipelines.ts';
import { featureStore } from './feature-store.ts';
import { feedbackLoop } from './feedback-loop.ts';
import { modelCard } from './model-card.ts';
import { monitoring } from './monitoring.ts';
import { ownership } from './ownership.ts';
import { retraining } from './retraining.ts';
import { rollback } from './rollback.ts';

/** In the order they are shown. */
export const AREAS: readonly Area[] = [
  businessMetric,
  ownership,
  dataPipelines,
  featureStore,
  monitoring,
  dashboards,
  alerting,
  retraining,
  feedbackLoop,
  rollback,
  costLatency,
  modelCard,
];
