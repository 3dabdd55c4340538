import * as zlib from 'node:zlib';
import type { Codecs } from '../backends/file/parquet.ts';

/** What this Node can decompress; the oldest that the command line runs on has no Zstandard. */
export function parquetCodecs(): Codecs {
  const limits = (size: number): { readonly maxOutputLength: number } => ({ maxOutputLength: Math.max(1, size) });
  return {
    GZIP: (bytes, size) => zlib.gunzipSync(bytes, limits(size)),
    BROTLI: (bytes, size) => zlib.brotliDecompressSync(bytes, limits(size)),
    ...('zstdDecompressSync' in zlib && { ZSTD: (bytes, size) => zlib.zstdDecompressSync(bytes, limits(size)) }),
  };
}
