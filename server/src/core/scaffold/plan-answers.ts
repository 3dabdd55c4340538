import type { FoundAlert } from './origin.ts';

export type SourceType = 'prometheus' | 'mlflow' | 'evidently' | 'file';

/** What was answered for a plan. What is undefined was not, and stays visibly open in the plan. */
export interface PlanAnswers {
  readonly model?: string | undefined;
  readonly card?: string | undefined;
  /** `path` or `path#symbol`. */
  readonly trainingCode?: readonly string[] | undefined;
  /** Hugging Face pipeline tag. */
  readonly task?: string | undefined;
  readonly metric?: string | undefined;
  readonly metricDescription?: string | undefined;
  readonly metricObjective?: string | undefined;
  /** In the unit of the business metric. */
  readonly metricTarget?: number | undefined;
  readonly indicator?: string | undefined;
  readonly indicatorObjective?: string | undefined;
  /** The value of the indicator at which the model has failed. */
  readonly indicatorCritical?: number | undefined;
  readonly sourceType?: SourceType | undefined;
  /** URL of the data source, or for files a path or glob. */
  readonly sourceLocation?: string | undefined;
  readonly query?: string | undefined;
  readonly labelSource?: string | undefined;
  /** Prometheus duration. */
  readonly labelDelay?: string | undefined;
  readonly owner?: string | undefined;
  readonly onCall?: string | undefined;
  readonly strategy?: string | undefined;
  /** Cron, five fields. */
  readonly schedule?: string | undefined;
  /** Prometheus duration. */
  readonly maxStaleness?: string | undefined;
  readonly rollbackTarget?: string | undefined;
  /** Path or URL. */
  readonly runbook?: string | undefined;
  /** Alerts that are there already: they take the place of the one of `indicator`. */
  readonly alerts?: readonly FoundAlert[] | undefined;
  /** Names of alerts that are there and that a plan has no words for. */
  readonly alertsLeft?: readonly string[] | undefined;
  readonly alias?: string | undefined;
  readonly version?: string | undefined;
  /** ISO date. */
  readonly trainedAt?: string | undefined;
  /** Of `indicator`, when the version was trained. */
  readonly indicatorBaseline?: number | undefined;
}
