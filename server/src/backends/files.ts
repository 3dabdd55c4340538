/** The files a backend may read: those of the workspace that a plan's data source names, bounded. */

export interface DataFileEntry {
  /** Relative to the workspace's root, `/` between folders; to be shown. */
  readonly name: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

/** Rows of a query; integers beyond 2^53 arrive as numbers that have lost precision. */
export type SqlRow = Readonly<Record<string, string | number | null>>;

export interface Database {
  readonly all: (sql: string, parameters?: readonly (string | number)[]) => SqlRow[];
  readonly close: () => void;
}

/** Nothing that lies, or leads, outside the workspace is found or read; pipes and devices are never opened. */
export interface DataFiles {
  /** Files that a path or pattern (relative to the plan) names, those changed last first; a folder's own entries are not listed. */
  readonly find: (pattern: string) => Promise<readonly DataFileEntry[]>;
  /**
   * What is directly in a folder given by its name as in DataFileEntry, or by a path relative to the plan; undefined
   * when it is no folder. A name is the entry's own: `folder/name` can be listed and read.
   */
  readonly list: (
    folder: string,
  ) => Promise<
    | readonly { readonly name: string; readonly isFolder: boolean; readonly size: number; readonly modified: number }[]
    | undefined
  >;
  /** At most `maxBytes` of the file from `start`; rejects with a SourceError when it cannot be read. */
  readonly read: (
    name: string,
    options?: { readonly start?: number; readonly maxBytes?: number },
  ) => Promise<Uint8Array>;
  /** An SQLite file, opened read-only; rejects with a SourceError where this Node has no SQLite. */
  readonly openDatabase: (name: string) => Promise<Database>;
}
