import type { Source } from '../backend.ts';
import type { HttpRequest } from '../http.ts';
import { checkedUrl } from '../origin.ts';

export type Parameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** The address under which a server answers, without a slash at its end; people also paste that of a page or of the API. */
export function baseOf(source: Source): string {
  const url = checkedUrl(source.url ?? '');
  url.search = '';
  return url.href.replace(/(?:\/(?:ajax-)?api\/[23]\.0(?:\/mlflow)?)?\/*$/, '');
}

/** A GET of a path below the server's own, such as `/version`. */
export function getPath(source: Source, path: string, limits: { timeoutMs: number; maxBytes: number }): HttpRequest {
  return { source: source.name, url: `${baseOf(source)}${path}`, method: 'GET', headers: headersOf(source), ...limits };
}

/** A GET of MLflow's API 2.0, such as `runs/get`; a list repeats its parameter. */
export function get(
  source: Source,
  verb: string,
  parameters: Parameters,
  limits: { timeoutMs: number; maxBytes: number },
): HttpRequest {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'object' ? value : [value]) query.append(name, String(one));
  }
  return getPath(source, `/api/2.0/mlflow/${verb}?${query.toString()}`, limits);
}

/** A search, which MLflow has as POST; it changes nothing. */
export function search(
  source: Source,
  verb: string,
  body: Readonly<Record<string, unknown>>,
  limits: { timeoutMs: number; maxBytes: number },
): HttpRequest {
  return {
    ...getPath(source, `/api/2.0/mlflow/${verb}`, limits),
    method: 'POST',
    headers: { ...headersOf(source), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

const headersOf = ({ tenant }: Source): Record<string, string> =>
  tenant === undefined ? {} : { 'x-mlflow-workspace': tenant };
