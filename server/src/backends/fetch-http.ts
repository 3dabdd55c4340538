import { withDeadline } from './deadline.ts';
import type { Http, HttpRequest, HttpResponse } from './http.ts';
import { networkError } from './network-error.ts';
import { checkedUrl, isLoopback } from './origin.ts';
import { readBody } from './read-body.ts';
import { hideSecrets } from './secrets.ts';
import { SourceError } from './source-error.ts';

const MAX_REDIRECTS = 5;

/** Request headers that only `credentialFor` may set. */
const KEPT_BACK = ['authorization', 'cookie', 'proxy-authorization'];

export interface FetchHttpOptions {
  /**
   * Headers that carry the credential of exactly this origin (scheme, host, port); undefined: it is asked without.
   * @param source name of the plan's data source
   */
  readonly credentialFor: (
    origin: string,
    source: string,
  ) => CredentialHeaders | undefined | Promise<CredentialHeaders | undefined>;
  /** True, or why the origin must not be asked and what to do about it, in words for people. */
  readonly mayAsk: (origin: string, source: string) => true | string | Promise<true | string>;
  /** Whether a credential may travel unencrypted to this http origin. To this machine itself it always may. */
  readonly maySendInClear?: (origin: string) => boolean | Promise<boolean>;
}

export type CredentialHeaders = Readonly<Record<string, string>>;

/**
 * The one way to the network, over the global fetch: the extension host's knows proxies and certificates. Redirects
 * are followed within the origin only, so that a credential never leaves it.
 */
export function fetchHttp(options: FetchHttpOptions): Http {
  return async (request, signal) => {
    const url = checkedUrl(request.url);
    try {
      return await withDeadline(request.timeoutMs, signal, url.origin, (until) =>
        exchange(options, request, url, until),
      );
    } catch (error) {
      throw networkError(error, url.origin);
    }
  };
}

async function exchange(
  options: FetchHttpOptions,
  request: HttpRequest,
  url: URL,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const allowed = await options.mayAsk(url.origin, request.source);
  if (allowed !== true) throw new SourceError('untrusted', allowed);
  const credential = await options.credentialFor(url.origin, request.source);
  if (credential && url.protocol === 'http:' && !isLoopback(url) && !(await options.maySendInClear?.(url.origin)))
    throw new SourceError(
      'untrusted',
      `The credential for ${url.origin} was not sent, because it would travel unencrypted. Use https, or allow plain http when you connect the data source.`,
    );
  const headers = headersOf(request, credential, url.origin);
  const response = await follow(request, url, headers, signal);
  const body = await readBody(response, request.maxBytes, url.origin);
  // Cookies are credentials of a kind, and a server may repeat what it was sent.
  const answered = [...response.headers].filter(([name]) => name !== 'set-cookie');
  const hide = hideSecrets(credential);
  return {
    status: response.status,
    headers: Object.fromEntries(answered.map(([name, value]) => [name, hide(value)])),
    body: hide(body),
  };
}

async function follow(request: HttpRequest, start: URL, headers: Headers, signal: AbortSignal): Promise<Response> {
  let url = start;
  let { method, body } = request;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const init: RequestInit = { method, headers, redirect: 'manual', credentials: 'omit', cache: 'no-store', signal };
    const response = await fetch(url, { ...init, ...(method === 'POST' && body !== undefined && { body }) });
    const location = [301, 302, 303, 307, 308].includes(response.status) && response.headers.get('location');
    if (response.type === 'opaqueredirect') throw redirected(start.origin, undefined);
    if (!location) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (next?.origin !== start.origin || next.username || next.password) throw redirected(start.origin, next);
    url = next;
    // "Found" and "See other" lead to another page, mostly a login; a moved API keeps its method and body.
    if (response.status === 302 || response.status === 303) [method, body] = ['GET', undefined];
    if (method === 'GET') headers.delete('content-type');
  }
  throw new SourceError(
    'redirected',
    `${start.origin} redirects more than ${MAX_REDIRECTS} times. Check the path of the url in the plan.`,
  );
}

function redirected(origin: string, target: URL | undefined): SourceError {
  const where = target && /^https?:$/.test(target.protocol) ? target.origin : 'another place';
  return new SourceError(
    'redirected',
    `${origin} redirects to ${where}, which was not followed. If that is a login, connect the data source; if the data have moved there, change the url in the plan.`,
  );
}

function headersOf(request: HttpRequest, credential: CredentialHeaders | undefined, origin: string): Headers {
  const headers = new Headers({ accept: 'application/json', 'user-agent': 'production-first-ml' });
  try {
    for (const [name, value] of Object.entries(request.headers ?? {}))
      if (!KEPT_BACK.includes(name.toLowerCase())) headers.set(name, value);
  } catch {
    throw new SourceError(
      'bad-query',
      `${origin} was not asked: a header, such as the tenant’s, has characters that cannot be sent.`,
    );
  }
  try {
    for (const [name, value] of Object.entries(credential ?? {})) headers.set(name, value);
  } catch {
    throw new SourceError(
      'unauthorised',
      `The credential for ${origin} has characters that cannot be sent, such as a line break. Connect the data source again.`,
    );
  }
  return headers;
}
