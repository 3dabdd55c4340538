import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Backend, BackendContext, Source } from '../../../server/src/backends/backend.ts';
import { fileBackend } from '../../../server/src/backends/file/backend.ts';
import { createFileCache } from '../../../server/src/backends/file/file-cache.ts';
import { backendOf } from '../../../server/src/backends/registry.ts';
import { SourceError } from '../../../server/src/backends/source-error.ts';
import { parquetCodecs } from '../../../server/src/main/decompress.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { target } from '../target.ts';

const NOW = Date.UTC(2026, 5, 1);
const RANGE = { from: NOW - 90 * 86_400_000, to: NOW, maxPoints: 500 };

/** Sound answers, by what stands in the address that is asked. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  query_range: {
    status: 'success',
    data: {
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'auc', job: 'x' },
          values: [
            [1_780_000_000, '0.9'],
            [1_780_000_300, '0.8'],
          ],
        },
      ],
    },
    warnings: ['slow'],
  },
  query: {
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: { job: 'x' }, value: [1_780_000_000, '1'] }] },
  },
  rules: {
    status: 'success',
    data: {
      groups: [
        {
          name: 'g',
          file: 'f',
          interval: 60,
          rules: [
            {
              type: 'alerting',
              name: 'AucLow',
              query: 'auc < 0.85',
              duration: 300,
              labels: { severity: 'page' },
              annotations: {},
              health: 'ok',
              state: 'firing',
              lastEvaluation: '2026-05-01T00:00:00Z',
              alerts: [],
            },
          ],
        },
      ],
    },
  },
  buildinfo: { status: 'success', data: { version: '3.1.0' } },
  label: { status: 'success', data: ['auc', 'latency'] },
  metadata: { status: 'success', data: { auc: [{ type: 'gauge', help: 'h', unit: '' }] } },
  'registered-models/get': {
    registered_model: { name: 'm', aliases: [{ alias: 'champion', version: '3' }], latest_versions: [] },
  },
  'model-versions/search': {
    model_versions: [
      { name: 'm', version: '3', creation_timestamp: 1_780_000_000_000, run_id: 'r', aliases: ['champion'] },
    ],
  },
  'runs/get': {
    run: {
      info: { run_id: 'r', experiment_id: '1', start_time: 1_780_000_000_000, status: 'FINISHED' },
      data: {
        metrics: [{ key: 'auc', value: 0.9, timestamp: 1_780_000_000_000, step: 0 }],
        tags: [{ key: 'mlflow.source.name', value: 'train.py' }],
      },
    },
  },
  'runs/search': {
    runs: [
      {
        info: { run_id: 'r', experiment_id: '1', start_time: 1_780_000_000_000 },
        data: { metrics: [{ key: 'auc', value: 0.9, timestamp: 1_780_000_000_000, step: 0 }], tags: [] },
      },
    ],
  },
  'experiments/search': { experiments: [{ experiment_id: '1', name: 'e', lifecycle_stage: 'active' }] },
  'metrics/get-history': { metrics: [{ key: 'auc', value: 0.9, timestamp: 1_780_000_000_000, step: 0 }] },
};

const FILES: Readonly<Record<string, string>> = {
  'h.csv': 'timestamp,metric,value\n2026-05-01,auc,0.9\n2026-05-08,auc,0.85\n',
  'h.jsonl':
    '{"timestamp":"2026-05-01","metric":"auc","value":0.9}\n{"timestamp":"2026-05-08","metric":"auc","value":0.8}\n',
  'h.json':
    '{"metrics":[{"metric":"DatasetDriftMetric","result":{"share_of_drifted_columns":0.5,"number_of_columns":4}}],"timestamp":"2026-05-01T00:00:00Z","version":"0.4.0"}',
  'h.parquet': 'PAR1\u0015\u0004\u0015\u0000PAR1',
};

interface Hurt {
  /** Which of its values, as a share. */
  readonly at: number;
  readonly put: unknown;
}

interface Answer {
  readonly backend: 'prometheus' | 'mlflow' | 'file';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Values put in other places of the sound answer. */
  readonly hurts: readonly Hurt[];
  /** A part cut out of its text, as shares; or another text. */
  readonly cut: readonly [number, number] | string | null;
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    1e400,
    '',
    'NaN',
    '+Inf',
    '1e999',
    [],
    {},
    [[]],
    [null],
    '__proto__',
    '\0',
    '<b>',
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.nat({ max: 50_000 }).map((count) => 'x'.repeat(count)),
);

function hurt(value: unknown, hurts: readonly Hurt[]): unknown {
  const root = { value: structuredClone(value) } as Record<string, unknown>;
  for (const { at, put } of hurts) {
    const places: [Record<string, unknown>, string][] = [];
    const visit = (node: Record<string, unknown>): void => {
      for (const key of Object.keys(node)) {
        places.push([node, key]);
        const child = node[key];
        if (typeof child === 'object' && child !== null) visit(child as Record<string, unknown>);
      }
    };
    visit(root);
    const [node, key] = places[Math.floor(at * places.length)] ?? [root, 'value'];
    // A copy: put twice, it must not hold itself.
    node[key] = structuredClone(put);
  }
  return root['value'];
}

function cutOut(text: string, cut: Answer['cut']): string {
  if (cut === null) return text;
  if (typeof cut === 'string') return cut;
  const [from, to] = cut.map((share) => Math.floor(share * text.length)).sort((a, b) => a - b);
  return text.slice(0, from) + text.slice(to);
}

function contextOf({ status, headers, hurts, cut }: Answer): BackendContext {
  const files = Object.fromEntries(
    Object.entries(FILES).map(([name, text]) => [
      name,
      cutOut(name.endsWith('.json') ? JSON.stringify(hurt(JSON.parse(text), hurts)) : text, cut),
    ]),
  );
  let requests = 0;
  return {
    now: NOW,
    signal: AbortSignal.timeout(4_000),
    files: memoryFiles(files),
    http: ({ url }) => {
      if (++requests > 500) throw new Error('a source that answers nonsense is asked without end');
      const sound = Object.entries(ANSWERS).find(([part]) => url.includes(part))?.[1] ?? {};
      return Promise.resolve({ status, headers, body: cutOut(JSON.stringify(hurt(sound, hurts)), cut) });
    },
  };
}

const file = (): Backend => fileBackend({ cache: createFileCache(8_000_000), codecs: parquetCodecs(), stores: [] });

/** Whatever a source answers, a backend gives an answer of its own shape or a failure in words. */
export const backendAnswers = target<Answer>({
  name: 'backend-answers',
  inputs: fc.record<Answer>({
    backend: fc.constantFrom('prometheus' as const, 'mlflow' as const, 'file' as const),
    status: fc.oneof(
      { weight: 6, arbitrary: fc.constant(200) },
      { weight: 1, arbitrary: fc.constantFrom(204, 301, 400, 401, 403, 404, 422, 429, 500, 503, 999) },
    ),
    headers: fc.oneof(
      fc.constant({ 'content-type': 'application/json' }),
      fc.dictionary(fc.constantFrom('retry-after', 'content-type', 'date', 'location'), fc.string({ maxLength: 12 })),
    ),
    hurts: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), put: odd }), {
      maxLength: 3,
    }),
    cut: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    ),
  }),
  runs: 600,
  open: () =>
    Promise.resolve({
      holds: async (answer) => {
        const backend = answer.backend === 'file' ? file() : backendOf(answer.backend);
        assert.ok(backend);
        for (const path of answer.backend === 'file' ? Object.keys(FILES) : ['']) {
          const source: Source = { name: 's', type: answer.backend, url: 'https://example.com/base', path };
          const request = { metric: 'auc', query: 'auc', ...RANGE };
          const columns = [{ column: 'age', method: 'psi', query: 'drift' }];
          for (const verb of [
            (context: BackendContext) => backend.describe(source, context),
            (context: BackendContext) => backend.list(source, context),
            (context: BackendContext) => backend.series(source, { ...request, model: 'm', version: '3' }, context),
            (context: BackendContext) => backend.drift?.(source, { ...RANGE, columns }, context),
            (context: BackendContext) => backend.rules?.(source, context),
            (context: BackendContext) => backend.registry?.(source, 'm', context),
          ]) {
            try {
              told(await verb(contextOf(answer)));
            } catch (error) {
              if (!(error instanceof SourceError)) throw error;
              assert.ok(error.message.length > 5 && error.message.length < 2_000, error.message);
            }
          }
        }
      },
    }),
});

/** Plain data, and where it is a series, finite values in their order. */
function told(result: unknown): void {
  JSON.stringify(result);
  const { samples } = (result ?? {}) as { samples?: readonly { time: number; value: number }[] };
  for (const [at, { time, value }] of (samples ?? []).entries()) {
    assert.ok(Number.isFinite(time) && Number.isFinite(value), `${time} ${value}`);
    assert.ok(at === 0 || time > (samples?.[at - 1]?.time ?? 0), 'times in their order');
  }
}
