import type { Area } from './check.ts';
import { alerting } from './areas/alerting.ts';
import { businessMetric } from './areas/business-metric.ts';
import { costLatency } from './areas/cost-latency.ts';
import { dashboards } from './areas/dashboards.ts';
import { dataPipelines } from './areas/data-pipelines.ts';
import { featureStore } from './areas/feature-store.ts';
import { feedbackLoop } from './areas/feedback-loop.ts';
import { modelCard } from './areas/model-card.ts';
import { monitoring } from './areas/monitoring.ts';
import { ownership } from './areas/ownership.ts';
import { retraining } from './areas/retraining.ts';
import { rollback } from './areas/rollback.ts';

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
