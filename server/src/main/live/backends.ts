import type { Backend } from '../../backends/backend.ts';
import { evidentlyBackend, evidentlyStore } from '../../backends/evidently/backend.ts';
import { fileBackend } from '../../backends/file/backend.ts';
import { createFileCache } from '../../backends/file/file-cache.ts';
import { mlflowStore } from '../../backends/mlflow/mlflow.ts';
import { backendOf } from '../../backends/registry.ts';
import { parquetCodecs } from '../decompress.ts';

/** Of what is kept of files, and of reports, between two readings. */
const CACHE_BYTES = 128_000_000;
const REPORT_BYTES = 32_000_000;

/** Every kind of data source; those that read files with what they keep of them. */
export function createBackends(): (type: string) => Backend | undefined {
  const evidently = evidentlyBackend(createFileCache(REPORT_BYTES));
  const stores = [mlflowStore, evidentlyStore(evidently)];
  const file = fileBackend({ cache: createFileCache(CACHE_BYTES), codecs: parquetCodecs(), stores });
  const own = new Map([file, evidently].map((backend) => [backend.type, backend]));
  return (type) => own.get(type) ?? backendOf(type);
}
