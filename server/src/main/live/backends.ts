import type { Backend } from '../../backends/backend.ts';
import { fileBackend } from '../../backends/file/backend.ts';
import { createFileCache } from '../../backends/file/file-cache.ts';
import { mlflow, mlflowStore } from '../../backends/mlflow/mlflow.ts';
import { backendOf } from '../../backends/registry.ts';
import { parquetCodecs } from '../decompress.ts';

/** Of what is kept of files between two readings. */
const CACHE_BYTES = 128_000_000;

/** Every kind of data source, those of files with what they keep. */
export function createBackends(): (type: string) => Backend | undefined {
  const file = fileBackend({ cache: createFileCache(CACHE_BYTES), codecs: parquetCodecs(), stores: [mlflowStore] });
  const own = new Map([file, mlflow].map((backend) => [backend.type, backend]));
  return (type) => own.get(type) ?? backendOf(type);
}
