import type { BackendContext } from '../../server/src/backends/backend.ts';
import type { DataFileEntry, DataFiles } from '../../server/src/backends/files.ts';
import { SourceError } from '../../server/src/backends/source-error.ts';

export interface MemoryFiles extends DataFiles {
  /** Names of the files, one for each time one was read from its start. */
  readonly reads: string[];
}

/** Files by name, later ones changed later: a day lies between two. A pattern is a name, or `*.extension`. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): MemoryFiles {
  const reads: string[] = [];
  const bytesOf = (content: string | Uint8Array): Uint8Array =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const entries = Object.entries(contents).map(([name, content], index): DataFileEntry => ({
    name,
    size: bytesOf(content).length,
    modified: Date.UTC(2026, 0, 1 + index),
  }));
  return {
    reads,
    find: (pattern) =>
      Promise.resolve(
        entries
          .filter(({ name }) => name === pattern || (pattern.startsWith('*.') && name.endsWith(pattern.slice(1))))
          .reverse(),
      ),
    list: (folder) => {
      const below = entries.filter(({ name }) => name.startsWith(`${folder}/`));
      if (below.length === 0) return Promise.resolve(undefined);
      const own = new Map(
        below.map((entry) => {
          const [name = '', ...rest] = entry.name.slice(folder.length + 1).split('/');
          return [name, { name, isFolder: rest.length > 0, size: entry.size, modified: entry.modified }];
        }),
      );
      return Promise.resolve([...own.values()]);
    },
    read: (name, { start = 0, maxBytes = Infinity } = {}) => {
      const content = Object.hasOwn(contents, name) ? contents[name] : undefined;
      if (content === undefined) return Promise.reject(new SourceError('not-found', `${name} is not there.`));
      if (start === 0) reads.push(name);
      return Promise.resolve(bytesOf(content).subarray(start, start + maxBytes));
    },
    openDatabase: () => Promise.reject(new SourceError('unsupported', 'No database in memory.')),
  };
}

/** A context whose network must not be used. */
export const fileContext = (files: DataFiles, signal = new AbortController().signal): BackendContext => ({
  files,
  http: () => Promise.reject(new Error('no request is expected')),
  signal,
  now: Date.UTC(2026, 5, 1),
});
