import type { SourceDescription } from '../backend.ts';
import { boundedNotes, plainText } from '../plain-text.ts';
import { asRecord, asText } from '../raw.ts';
import { SourceError } from '../source-error.ts';
import type { PrometheusApi } from './api.ts';
import { readQuery } from './contract.ts';
import { readNumber } from './numbers.ts';

/** The connection test: that a query may be asked, and who answers. */
export async function describe(api: PrometheusApi): Promise<SourceDescription> {
  const build = await readBuild(api);
  const { data, warnings } = await api.query('query', { query: 'vector(1)' });
  if (readNumber(readQuery(data).series[0]?.values[0]?.[1]) !== 1)
    throw new SourceError(
      'bad-answer',
      `${api.who} does not compute vector(1). Check that the url in the plan leads to a Prometheus-compatible API.`,
    );
  return { product: build ?? 'Prometheus-compatible API', notes: boundedNotes([...warnings, ...api.clockNotes()]) };
}

/** Undefined where the server does not say, or does not let it be read. */
async function readBuild(api: PrometheusApi): Promise<string | undefined> {
  try {
    return productOf((await api.get('status/buildinfo')).data);
  } catch (error) {
    if (error instanceof SourceError && NOT_TOLD.has(error.reason)) return undefined;
    throw error;
  }
}

const NOT_TOLD = new Set<string>(['forbidden', 'not-found', 'bad-query', 'bad-answer', 'unsupported']);

/** Mimir and Cortex name themselves; VictoriaMetrics gives a version and nothing else. */
export function productOf(build: unknown): string | undefined {
  const record = asRecord(build) ?? {};
  const [application, version] = ['application', 'version'].map((key) => plainText(asText(record[key]) ?? '', 40));
  if (!version) return application || undefined;
  if (application) return `${application} ${version}`;
  if (Object.keys(record).length === 1) return `VictoriaMetrics ${version}`;
  // Thanos has the shape of Prometheus, which has left its 0.x behind.
  return `${version.startsWith('0.') ? 'Prometheus-compatible API' : 'Prometheus'} ${version}`;
}
