import type { Op } from '../promql/comparison.ts';

/** What a plan can be started from, beside the workspace. */
export type PlanOrigin = RulesOrigin | ModelOrigin;

/** An alert of Prometheus that a plan can have as its own. */
export interface FoundAlert {
  readonly name: string;
  /** What is measured, as PromQL. */
  readonly query: string;
  /** A name for that. */
  readonly indicator: string;
  readonly op: Op;
  readonly threshold: number;
  /** Prometheus duration. */
  readonly for?: string;
  readonly severity?: string;
  readonly runbook?: string;
}

export interface RulesOrigin {
  readonly kind: 'prometheus-rules';
  /** Path from the workspace folder. */
  readonly file: string;
  readonly alerts: readonly FoundAlert[];
  /** Names of alerts that compare with no single number, so that a plan has no words for them. */
  readonly left: readonly string[];
}

export interface ModelOrigin {
  readonly kind: 'mlflow-model';
  /** URL of the server, or path of the store from the workspace folder. */
  readonly location: string;
  readonly model: string;
  readonly version: string;
  readonly alias?: string;
  /** ISO date. */
  readonly trainedAt?: string;
  /** Path from the workspace folder. */
  readonly trainingCode?: string;
  /** What the run that made the version has measured. */
  readonly metrics: Readonly<Record<string, number>>;
}
