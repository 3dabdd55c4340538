import type { Backend, DriftRequest, DriftResult } from '../backend.ts';
import { mapLimited } from '../map-limited.ts';
import { boundedNotes, plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import { PrometheusApi } from './api.ts';
import { describe } from './describe.ts';
import { methodOf } from '../../core/decay/drift/methods.ts';
import { link } from './link.ts';
import { listMetrics } from './list-metrics.ts';
import { readRules } from './read-rules.ts';
import { readSeries } from './read-series.ts';

const MAX_COLUMNS = 500;
const AT_ONCE = 4;

/** Prometheus, and what answers like it: Thanos, Mimir, Cortex, VictoriaMetrics, a Grafana in front of any of them. */
export const prometheus: Backend = {
  type: 'prometheus',
  describe: async (source, context) => describe(new PrometheusApi(source, context)),
  list: async (source, context) => listMetrics(new PrometheusApi(source, context)),
  series: async (source, request, context) =>
    readSeries(new PrometheusApi(source, context), { ...request, query: request.query }),
  drift: async (source, request, context) => readDrift(new PrometheusApi(source, context), request),
  rules: async (source, context) => readRules(new PrometheusApi(source, context)),
  link,
};

/** A wrong query of one column is told; the other columns are still read. */
async function readDrift(api: PrometheusApi, request: DriftRequest): Promise<DriftResult> {
  const { from, to, maxPoints, interval, version } = request;
  const columns = request.columns.slice(0, MAX_COLUMNS);
  const read = await mapLimited(columns, AT_ONCE, async ({ column, method, query }) => {
    const range = {
      from,
      to,
      maxPoints,
      ...(interval !== undefined && { interval }),
      ...(version !== undefined && { version }),
    };
    try {
      const { samples, notes } = await readSeries(api, { query, ...range });
      const scores = samples.map(({ time, value }) => ({ time, score: value }));
      const { id = method, label = method, direction } = methodOf(method) ?? {};
      const named = { column, method: id, methodLabel: label, ...(direction && { direction }) };
      return { series: { ...named, samples: scores }, notes };
    } catch (error) {
      if (!(error instanceof SourceError) || error.reason !== 'bad-query') throw error;
      return { notes: [`${plainText(column, 40)}: ${error.message}`] };
    }
  });
  return {
    series: read.flatMap(({ series }) => (series && series.samples.length > 0 ? [series] : [])),
    notes: boundedNotes(read.flatMap(({ notes }) => notes)),
  };
}
