import type { Backend } from '../../backends/backend.ts';
import { fileBackend } from '../../backends/file/backend.ts';
import { createFileCache } from '../../backends/file/file-cache.ts';
import { mlflowStore } from '../../backends/mlflow/mlflow.ts';
import { backendOf } from '../../backends/registry.ts';
import { parquetCodecs } from '../decompress.ts';

/** Of what is kept of files between two readings. */
const CACHE_BYTES = 128_000_000;

/** Every kind of data source, those of files with what they keep. */
export function createBackends(): (type: string) => Backend | undefined {
  const file = fileBackend({ cache: createFileCache(CACHE_BYTES), codecs: parquetCodecs(), stores: [mlflowStore] });
  return (type) => (type === file.type ? file : backendOf(type));
}
