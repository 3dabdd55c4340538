import type { SeriesRequest, Source } from '../backend.ts';
import { SourceError } from '../source-error.ts';
import { baseUrl } from './request.ts';

const DAY = 86_400_000;

/** The page of Prometheus, or of the Grafana in front of it, that shows a query; undefined where there is none for sure. */
export function link(source: Source, request: SeriesRequest): string | undefined {
  const { query, from, to } = request;
  // Mimir and Cortex, which have tenants, have no pages.
  if (query === undefined || source.tenant !== undefined) return undefined;
  try {
    const url = baseUrl(source);
    url.search = '';
    const base = url.pathname.replace(/(?:\/api\/v1)?\/*$/, '');
    const grafana = /^(.*)\/api\/datasources\/proxy\/uid\/([\w-]{1,64})$/.exec(base);
    const start = Number.isFinite(from) ? from : to - 365 * DAY;
    if (grafana) return explore(url, grafana, query, start, to);
    // Grafana Cloud's and VictoriaMetrics' paths lead to no graph page.
    if (/\/api\/|\/api$|\/select\/|\/workspaces\//.test(`${base}/`)) return undefined;
    url.pathname = `${base}/graph`;
    const minutes = Math.max(1, Math.round((to - start) / 60_000));
    const end = new Date(to).toISOString().slice(0, 19).replace('T', ' ');
    const params = { 'g0.expr': query, 'g0.tab': '0', 'g0.range_input': `${minutes}m`, 'g0.end_input': end };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return url.href;
  } catch (error) {
    if (error instanceof SourceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function explore(
  url: URL,
  [, folder = '', uid = '']: readonly string[],
  query: string,
  from: number,
  to: number,
): string {
  const queries = [{ refId: 'A', expr: query, datasource: { uid, type: 'prometheus' } }];
  const range = { from: String(Math.round(from)), to: String(Math.round(to)) };
  url.pathname = `${folder}/explore`;
  url.searchParams.set('schemaVersion', '1');
  url.searchParams.set('panes', JSON.stringify({ a: { datasource: uid, queries, range } }));
  return url.href;
}
