/** Environment in which MLflow calls nobody and starts no workers of its own. */
export const MLFLOW_QUIET = {
  MLFLOW_DISABLE_TELEMETRY: 'true',
  DO_NOT_TRACK: 'true',
  // Workers for jobs of its own would be started besides.
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
  MLFLOW_SERVER_JOB_ENABLE_PERIODIC_TASKS: 'false',
  MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT: 'true',
  GIT_PYTHON_REFRESH: 'quiet',
} as const;
