import type { Backend, BackendContext, ListedMetric, Source } from '../backend.ts';
import { SourceError } from '../source-error.ts';
import { describeFiles } from './describe.ts';
import { driftOf } from './drift.ts';
import { gather, pathOf, type Reading } from './gather.ts';
import { seriesOf } from './series.ts';
import type { Store } from './store.ts';

const MAX_LISTED = 1_000;

export interface FileBackendOptions extends Reading {
  /** Readers of folders and files that are no tables, asked in turn. */
  readonly stores: readonly Store[];
}

/** Files of numbers in the workspace. */
export function fileBackend({ stores, ...reading }: FileBackendOptions): Backend {
  async function storeOf(source: Source, { files }: BackendContext): Promise<Backend | undefined> {
    const path = pathOf(source);
    for (const store of stores) if (await store.knows(path, files)) return store.backend;
    return undefined;
  }

  return {
    type: 'file',
    async describe(source, context) {
      const store = await storeOf(source, context);
      return store ? store.describe(source, context) : describeFiles(await gather(source, reading, context));
    },
    async list(source, context) {
      const store = await storeOf(source, context);
      if (store) return store.list(source, context);
      const { histories } = await gather(source, reading, context);
      const names = new Set(histories.flatMap(({ metrics }) => [...metrics.keys()]));
      return [...names]
        .sort()
        .slice(0, MAX_LISTED)
        .map((name): ListedMetric => ({ name }));
    },
    async series(source, request, context) {
      const store = await storeOf(source, context);
      if (store) return store.series(source, request, context);
      return seriesOf(source, request, await gather(source, reading, context));
    },
    async drift(source, request, context) {
      const store = await storeOf(source, context);
      if (store) return (await store.drift?.(source, request, context)) ?? { series: [], notes: [] };
      return driftOf(request, await gather(source, reading, context));
    },
    async registry(source, model, context) {
      const registry = (await storeOf(source, context))?.registry;
      if (registry) return registry(source, model, context);
      throw new SourceError('unsupported', `The data source "${source.name}" is files: they register no models.`);
    },
  };
}
