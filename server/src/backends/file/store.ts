import type { Backend } from '../backend.ts';
import type { DataFiles } from '../files.ts';

/** A folder or file that has its own reader: an MLflow store, an Evidently workspace. */
export interface Store {
  /** Whether the reader knows what is at a path or pattern, going by what it holds. */
  readonly knows: (path: string, files: DataFiles) => Promise<boolean>;
  /** Its verbs get the source as the plan has it: type `file`, with a path. */
  readonly backend: Backend;
}
