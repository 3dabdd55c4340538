import type { PlanOrigin } from './origin.ts';

/** A model card of the workspace, as far as it says something a plan needs. */
export interface CardFacts {
  /** Path from the workspace folder. */
  readonly path: string;
  readonly name: string | undefined;
  readonly task: string | undefined;
  readonly license: string | undefined;
  readonly library: string | undefined;
  readonly metrics: readonly string[];
}

/** Code that trains a model, found by what it imports and calls. */
export interface TrainingCode {
  /** `path` or `path#function`, from the workspace folder. */
  readonly reference: string;
  readonly path: string;
  /** Hugging Face library id, such as `sklearn`. */
  readonly library: string;
}

/** A production plan of the workspace, as far as it says something a card needs. */
export interface PlanFacts {
  readonly path: string;
  readonly model: string | undefined;
  readonly task: string | undefined;
  readonly owner: string | undefined;
  readonly card: string | undefined;
  readonly metrics: readonly string[];
}

/** What a workspace says of its model before anybody is asked; lists have the likeliest first. */
export interface ProjectFacts {
  readonly modelNames: readonly string[];
  readonly cards: readonly CardFacts[];
  readonly plans: readonly PlanFacts[];
  readonly trainingCode: readonly TrainingCode[];
  /** As `ownership.owner` takes them. */
  readonly owners: readonly string[];
  /** Systems the code works with. */
  readonly sources: readonly ('prometheus' | 'mlflow' | 'evidently')[];
  /** Where the code says MLflow answers. */
  readonly trackingUrl: string | undefined;
  /** What the plan is started from. */
  readonly origin?: PlanOrigin;
}

export const NO_FACTS: ProjectFacts = {
  modelNames: [],
  cards: [],
  plans: [],
  trainingCode: [],
  owners: [],
  sources: [],
  trackingUrl: undefined,
};
