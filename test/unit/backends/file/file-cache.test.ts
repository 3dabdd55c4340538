import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileBackend } from '../../../../server/src/backends/file/backend.ts';
import { createFileCache } from '../../../../server/src/backends/file/file-cache.ts';
import { parquetCodecs } from '../../../../server/src/main/decompress.ts';
import { fileContext, memoryFiles } from '../../../support/memory-files.ts';
import { ALL, HEADER, sourceOf } from './read.ts';

const entry = (name: string, modified = 1): { name: string; size: number; modified: number } => ({
  name,
  size: 1,
  modified,
});
const patient = new AbortController().signal;

test('a file is read once, however many metrics are asked of it at once or later', async () => {
  const files = memoryFiles({
    'a.csv': `${HEADER}\n2026-01-01,auc,1\n2026-01-01,f1,2`,
    'b.csv': `${HEADER}\n2026-01-02,auc,3`,
  });
  const backend = fileBackend({ cache: createFileCache(1_000_000), codecs: parquetCodecs(), stores: [] });
  const ask = async (metric: string): Promise<number> =>
    (await backend.series(sourceOf('*.csv'), { metric, ...ALL }, fileContext(files))).samples.length;
  assert.deepEqual(await Promise.all([ask('auc'), ask('f1'), ask('auc')]), [2, 1, 2]);
  assert.equal(await ask('f1'), 1);
  assert.deepEqual(files.reads.toSorted(), ['a.csv', 'b.csv']);
});

test('what has changed is read again; what was not used for longest is dropped', async () => {
  const cache = createFileCache<{ bytes: number }>(25);
  const loads: string[] = [];
  const get = async (name: string, modified?: number): Promise<void> => {
    await cache.get(
      entry(name, modified),
      () => {
        loads.push(`${name}${modified ?? ''}`);
        return Promise.resolve({ bytes: 10 });
      },
      patient,
    );
  };
  await get('a');
  await get('b');
  await get('a');
  await get('c');
  await get('a');
  await get('b');
  await get('a', 2);
  assert.deepEqual(loads, ['a', 'b', 'c', 'b', 'a2']);
});

test('a failure is told to all who wait, and tried again', async () => {
  const cache = createFileCache<{ bytes: number }>(100);
  let calls = 0;
  const load = (): Promise<{ bytes: number }> =>
    ++calls === 1 ? Promise.reject(new Error('torn')) : Promise.resolve({ bytes: 1 });
  const both = await Promise.allSettled([cache.get(entry('a'), load, patient), cache.get(entry('a'), load, patient)]);
  assert.deepEqual(
    both.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.deepEqual(await cache.get(entry('a'), load, patient), { bytes: 1 });
});

test('who gives up does not wait, and reading ends when nobody waits', async () => {
  const cache = createFileCache<{ bytes: number }>(100);
  const [first, second] = [new AbortController(), new AbortController()];
  let reading: AbortSignal | undefined;
  let finish: (value: { bytes: number }) => void = () => undefined;
  const load = (signal: AbortSignal): Promise<{ bytes: number }> => {
    reading = signal;
    return new Promise((resolve) => (finish = resolve));
  };
  const one = cache.get(entry('a'), load, first.signal);
  const two = cache.get(entry('a'), load, second.signal);
  first.abort();
  await assert.rejects(one, { reason: 'cancelled' });
  assert.equal(reading?.aborted, false, 'the other one still waits');
  finish({ bytes: 1 });
  assert.deepEqual(await two, { bytes: 1 });
  const alone = cache.get(entry('b'), load, second.signal);
  second.abort();
  await assert.rejects(alone, { reason: 'cancelled' });
  assert.equal(reading.aborted, true);
  await assert.rejects(cache.get(entry('c'), load, second.signal), { reason: 'cancelled' });
});

test('a refresh that is given up ends in the middle of a file', async () => {
  const files = memoryFiles({ 'a.csv': `${HEADER}\n${'2026-01-01,auc,1\n'.repeat(500_000)}` });
  const controller = new AbortController();
  let chunks = 0;
  const slow = {
    ...files,
    read: (...args: Parameters<typeof files.read>) => {
      if (++chunks === 2) controller.abort();
      return files.read(...args);
    },
  };
  const backend = fileBackend({ cache: createFileCache(1_000_000), codecs: parquetCodecs(), stores: [] });
  const asked = backend.series(sourceOf('a.csv'), { metric: 'auc', ...ALL }, fileContext(slow, controller.signal));
  await assert.rejects(asked, { reason: 'cancelled' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(chunks <= 3, `${chunks} pieces were read`);
});
