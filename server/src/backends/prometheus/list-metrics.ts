import type { ListedMetric } from '../backend.ts';
import { plainText } from '../plain-text.ts';
import { asList, asRecord, asText } from '../raw.ts';
import { SourceError } from '../source-error.ts';
import type { PrometheusApi } from './api.ts';
import { readNames } from './contract.ts';

const MOST = 1_000;
/** What programs tell of themselves comes last where there is too much. */
const OWN =
  /^(?:go|process|python|promhttp|prometheus|scrape|net_conntrack|node|kube|container|cadvisor|etcd|apiserver)_/;

/** Names of the metrics a server has, with what exporters say of them. */
export async function listMetrics(api: PrometheusApi): Promise<ListedMetric[]> {
  const [names, about] = await Promise.all([
    api.get('label/__name__/values', { limit: String(MOST * 10) }).then(({ data }) => readNames(data)),
    readMetadata(api),
  ]);
  const kept =
    names.length <= MOST
      ? names
      : [...names.filter((name) => !OWN.test(name)), ...names.filter((name) => OWN.test(name))].slice(0, MOST);
  return (
    kept
      .sort((a, b) => (a < b ? -1 : 1))
      // A histogram's and a summary's help stand under the name without its ending.
      .map((name) => ({ name, ...(about.get(name) ?? about.get(name.replace(/_(?:bucket|sum|count|total)$/, ''))) }))
  );
}

type About = Omit<ListedMetric, 'name'>;

/** Only a help: a server may not have it, or not let it be read. */
async function readMetadata(api: PrometheusApi): Promise<Map<string, About>> {
  try {
    const { data } = await api.get('metadata', { limit: String(MOST * 10), limit_per_metric: '1' });
    return new Map(
      Object.entries(asRecord(data) ?? {}).map(([name, entries]) => {
        const first = asRecord(asList(entries)?.[0]);
        const [help, unit] = [plainText(asText(first?.['help']) ?? ''), plainText(asText(first?.['unit']) ?? '', 40)];
        return [name, { ...(help && { description: help }), ...(unit && { unit }) }];
      }),
    );
  } catch (error) {
    if (error instanceof SourceError && NO_HELP.has(error.reason)) return new Map();
    throw error;
  }
}

const NO_HELP = new Set<string>(['forbidden', 'not-found', 'bad-query', 'bad-answer', 'too-large', 'unsupported']);
