import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemsPython } from '../../scripts/lib/systems/python.ts';
import { quietly } from '../../scripts/lib/command.ts';
import type { Backend, SeriesResult } from '../../server/src/backends/backend.ts';
import { fileBackend } from '../../server/src/backends/file/backend.ts';
import { createFileCache } from '../../server/src/backends/file/file-cache.ts';
import { SourceError } from '../../server/src/backends/source-error.ts';
import { dataFiles } from '../../server/src/main/data-files.ts';
import { parquetCodecs } from '../../server/src/main/decompress.ts';
import { fileContext } from '../support/memory-files.ts';
import { scratch } from '../support/scratch.ts';

interface Written {
  readonly files: readonly string[];
  readonly read: Readonly<Record<string, readonly (readonly [time: number, value: number, count: number | null])[]>>;
  readonly drift: readonly (readonly [time: number, score: number])[];
}

const python = systemsPython();
const skip = 'missing' in python && python.missing;

async function write(t: TestContext): Promise<{ root: string; written: Written }> {
  assert.ok('program' in python);
  const root = scratch(t, {});
  const output = await quietly([python.program, 'test/support/systems/write_parquet.py', root]);
  return { root, written: JSON.parse(output) as Written };
}

function readerOf(root: string): {
  series: (file: string, metric: string) => Promise<SeriesResult>;
  drift: NonNullable<Backend['drift']>;
} {
  const backend = fileBackend({ cache: createFileCache(64_000_000), codecs: parquetCodecs(), stores: [] });
  const files = dataFiles({ root, bases: [root], openDatabase: () => Promise.reject(new Error('no database')) });
  const all = { from: -Infinity, to: Infinity, maxPoints: 1e6 };
  return {
    series: (file, metric) =>
      backend.series({ name: 'h', type: 'file', path: file }, { metric, ...all }, fileContext(files)),
    drift: (source, request) => backend.drift!(source, request, fileContext(files)),
  };
}

test('what pyarrow has written is read the same, whatever the codec, encoding, page and type', { skip }, async (t) => {
  const { root, written } = await write(t);
  const { series, drift } = readerOf(root);
  assert.ok(written.files.length > 20);
  for (const name of written.files) {
    for (const [metric, rows] of Object.entries(written.read)) {
      const { samples, markers } = await series(`${name}.parquet`, metric);
      assert.deepEqual(
        samples.map(({ time, value, count }) => [time, value, count ?? null]),
        rows,
        `${metric} of ${name}`,
      );
      assert.deepEqual(
        markers.map(({ label }) => label),
        ['version 7'],
        name,
      );
    }
    const scores = await drift(
      { name: 'h', type: 'file', path: `${name}.parquet` },
      { columns: [{ column: 'age', method: 'auc' }], from: -Infinity, to: Infinity, maxPoints: 1e6 },
      fileContext(dataFiles({ root, bases: [root], openDatabase: () => Promise.reject(new Error()) })),
    );
    assert.deepEqual(
      scores.series[0]?.samples.map(({ time, score }) => [time, score]),
      written.drift,
    );
  }
  copyFileSync(path.join(root, 'days.parquet.other'), path.join(root, 'days.parquet'));
  const days = new Map(
    written.read['auc']!.map(([time, value]) => [Math.floor(time / 86_400_000) * 86_400_000, value]),
  );
  assert.deepEqual(
    (await series('days.parquet', 'auc')).samples.map(({ time, value }) => [time, value]),
    [...days],
  );
});

test('what cannot be read is said by the codec or the column', { skip }, async (t) => {
  const { root } = await write(t);
  const { series } = readerOf(root);
  const why = async (name: string): Promise<string> => {
    copyFileSync(path.join(root, `${name}.parquet.refused`), path.join(root, `${name}.parquet`));
    const error: unknown = await series(`${name}.parquet`, 'auc').catch((reason: unknown) => reason);
    assert.ok(error instanceof SourceError);
    return error.message;
  };
  assert.match(
    await why('lz4'),
    /lz4\.parquet is compressed with LZ4(?:_RAW)?, which cannot be read here; snappy, gzip and zstd can/,
  );
  assert.match(await why('nested'), /nested\.parquet has no column value/);
  assert.match(await why('no-value'), /no-value\.parquet has no column value/);
});

test(
  'a damaged file is a message, or read as far as it is sound, and ends soon',
  { skip, timeout: 240_000 },
  async (t) => {
    const { root } = await write(t);
    const { series } = readerOf(root);
    let seed = 1;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    let refused = 0;
    let longest = 0;
    for (const name of ['snappy', 'none', 'pages-v2', 'zstd', 'required', 'delta', 'byte-stream-split']) {
      const sound = readFileSync(path.join(root, `${name}.parquet`));
      for (let round = 0; round < 150; round++) {
        const damaged = Buffer.from(sound);
        if (round % 5 === 0) damaged.fill(random(256), random(damaged.length), damaged.length - 8);
        else for (let flips = 0; flips <= round % 4; flips++) damaged[random(damaged.length)] = random(256);
        writeFileSync(
          path.join(root, 'damaged.parquet'),
          round % 7 === 0 ? damaged.subarray(0, random(damaged.length)) : damaged,
        );
        const started = performance.now();
        const read = await series('damaged.parquet', 'auc').catch((error: unknown) => {
          assert.ok(error instanceof SourceError, String(error));
          return undefined;
        });
        longest = Math.max(longest, performance.now() - started);
        if (!read) refused++;
        for (const { time, value } of read?.samples ?? []) assert.ok(Number.isFinite(time) && Number.isFinite(value));
      }
    }
    t.diagnostic(`${refused} of 1050 refused, the longest took ${Math.round(longest)} ms`);
    assert.ok(refused > 100);
    assert.ok(longest < 5_000);
  },
);
