/** Tags by which a run says whose numbers it has; MLflow itself has none for that. */
export const VERSION_TAGS = ['model_version', 'modelVersion', 'model.version', 'mlflow.modelVersion'] as const;

export const TAGS = {
  parent: 'mlflow.parentRunId',
  sourceName: 'mlflow.source.name',
  commit: 'mlflow.source.git.commit',
} as const;

/** Those that are read. */
export const USED_TAGS: readonly string[] = [...VERSION_TAGS, ...Object.values(TAGS)];
