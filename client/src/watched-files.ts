/** Folders in which tools write all the time and whose files no plan names. */
const NOISE =
  /\/(?:\.git|node_modules|\.venv|venv|site-packages|__pycache__|\.mypy_cache|\.ruff_cache|\.pytest_cache|\.ipynb_checkpoints)(?:\/|$)/;

/** Whether the server is told of a change to the file at `uri`. */
export function isRelevant(uri: string): boolean {
  return !NOISE.test(uri);
}
