import type { Field } from './field.ts';
import type { FileHistory } from './history.ts';

/** Takes the rows of one file, whatever it is written in. */
export interface Table {
  /** Indices of the columns it looks at. */
  readonly wanted: readonly number[];
  /** Fields in the order of the header; those at the end may be missing. */
  readonly row: (fields: readonly Field[]) => void;
  /** A line that is no row at all. */
  readonly broken: () => void;
  /** Whether it wants no more: reading on takes long and tells nothing. */
  readonly isFull: () => boolean;
  readonly build: () => FileHistory;
}

/** A table for the columns that a header names, in any case, or why there is none, to be put behind the file's name. */
export type OpenTable = (header: readonly string[]) => Table | string;
