import type {
  Backend,
  DriftResult,
  SeriesRequest,
  SeriesResult,
  Source,
} from '../../../../server/src/backends/backend.ts';
import { fileBackend } from '../../../../server/src/backends/file/backend.ts';
import { createFileCache } from '../../../../server/src/backends/file/file-cache.ts';
import { parquetCodecs } from '../../../../server/src/main/decompress.ts';
import { fileContext, memoryFiles } from '../../../support/memory-files.ts';

export const HEADER = 'timestamp,metric,value';
export const ALL = { from: -Infinity, to: Infinity, maxPoints: 1_000 };
export const backend = (): Required<Pick<Backend, 'drift'>> & Backend =>
  fileBackend({ cache: createFileCache(64_000_000), codecs: parquetCodecs(), stores: [] }) as Required<
    Pick<Backend, 'drift'>
  > &
    Backend;

export const sourceOf = (path: string): Source => ({ name: 'history', type: 'file', path });

/** What the texts, in files of one extension, say of `auc`. */
export function readSeries(
  texts: readonly (string | Uint8Array)[],
  request: Partial<SeriesRequest> & { extension?: string } = {},
): Promise<SeriesResult> {
  const { extension = 'csv', ...asked } = request;
  const files = memoryFiles(Object.fromEntries(texts.map((text, index) => [`${index}.${extension}`, text])));
  return backend().series(sourceOf(`*.${extension}`), { metric: 'auc', ...ALL, ...asked }, fileContext(files));
}

/** The drift scores of `columns` by a method in one file. */
export function readDrift(
  name: string,
  text: string | Uint8Array,
  method: string,
  ...columns: string[]
): Promise<DriftResult> {
  const asked = { columns: columns.map((column) => ({ column, method })), ...ALL };
  return backend().drift(sourceOf(name), asked, fileContext(memoryFiles({ [name]: text })));
}
