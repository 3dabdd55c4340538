import languages from '../../../../schemas/lists/languages.json' with { type: 'json' };
import libraries from '../../../../schemas/lists/libraries.json' with { type: 'json' };
import licenses from '../../../../schemas/lists/licenses.json' with { type: 'json' };
import spdxLicenses from '../../../../schemas/lists/spdx-licenses.json' with { type: 'json' };
import tasks from '../../../../schemas/lists/tasks.json' with { type: 'json' };
import type { ListName } from '../schema/json-schema.ts';

export interface ListEntry {
  readonly id: string;
  /** What the identifier stands for, for people. */
  readonly name?: string | undefined;
  /** Of a task: what it is about, e.g. `nlp`, `cv`, `tabular`. */
  readonly modality?: string | undefined;
}

/** Identifiers somebody else publishes, as they were on a day. scripts/update-lists.ts makes them. */
export interface DatedList {
  /** The packages it was made from. */
  readonly source: string;
  /** Day they were published, YYYY-MM-DD. */
  readonly date: string;
  /** Sorted by id, in the order of UTF-16 code units; each id once. */
  readonly entries: readonly ListEntry[];
}

export const LISTS: Readonly<Record<ListName, DatedList>> = {
  licenses,
  tasks,
  languages,
  libraries,
  'spdx-licenses': spdxLicenses,
};

/** The entry with exactly this id. */
export function findEntry(list: DatedList, id: string): ListEntry | undefined {
  let low = 0;
  let high = list.entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = list.entries[middle];
    if (!entry || entry.id === id) return entry;
    if (entry.id < id) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
