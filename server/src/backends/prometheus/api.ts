import { answerOf } from '../answer.ts';
import type { BackendContext, Source } from '../backend.ts';
import type { HttpResponse } from '../http.ts';
import { plainText } from '../plain-text.ts';
import { asRecord, asText } from '../raw.ts';
import { serverTime } from '../retry-after.ts';
import { SourceError, type SourceErrorReason } from '../source-error.ts';
import { readEnvelope, type Envelope } from './contract.ts';
import { apiUrl, baseUrl, tenantHeaders } from './request.ts';

const MEGABYTE = 1_000_000;
/** The server is told to stop before nobody waits any longer. */
const TIMEOUT_MS = 30_000;
const SERVER_TIMEOUT = '25s';
/** Longer addresses are refused by proxies. */
const MAX_URL = 6_000;
const MAX_SKEW = 120_000;

type Params = Readonly<Record<string, string>>;

/** One data source's HTTP API, for the requests of one verb. */
export class PrometheusApi {
  /** Who is asked, for messages. */
  readonly who: string;
  private readonly source: Source;
  private readonly context: BackendContext;
  private readonly headers: Params;
  /** Some proxies let read with GET only. */
  private posts = true;
  private skew = 0;

  constructor(source: Source, context: BackendContext) {
    this.source = source;
    this.context = context;
    this.headers = tenantHeaders(source);
    this.who = `${plainText(source.name, 60)} (${baseUrl(source).origin})`;
  }

  get now(): number {
    return this.context.now;
  }

  /** A question that may be long, such as query and query_range. */
  async query(path: string, params: Params): Promise<Envelope> {
    // VictoriaMetrics shifts the times of cached answers; others do not know nocache.
    const all = { ...params, timeout: SERVER_TIMEOUT, nocache: '1' };
    if (this.posts) {
      const response = await this.ask('POST', apiUrl(this.source, path), 16, new URLSearchParams(all).toString());
      if (response.status !== 403 && response.status !== 405) return this.read(response);
      if (apiUrl(this.source, path, all).length > MAX_URL) return this.read(response);
    }
    const answer = this.read(await this.ask('GET', apiUrl(this.source, path, all), 16));
    this.posts = false;
    return answer;
  }

  async get(path: string, params: Params = {}): Promise<Envelope> {
    return this.read(await this.ask('GET', apiUrl(this.source, path, params), 8));
  }

  /** A time of the server's clock by this machine's; both in milliseconds since the epoch. */
  localTime(time: number): number {
    return time - this.skew;
  }

  /** What a person must know of the server's clock. */
  clockNotes(): string[] {
    if (Math.abs(this.skew) < MAX_SKEW) return [];
    const minutes = Math.round(Math.abs(this.skew) / 60_000);
    const amount = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
    const direction = this.skew < 0 ? 'behind' : 'ahead of';
    return [
      `The server’s clock is ${amount} ${direction} this machine’s: the newest values may be missing. Correct the wrong clock.`,
    ];
  }

  private async ask(method: 'GET' | 'POST', url: string, megabytes: number, body?: string): Promise<HttpResponse> {
    const form = body !== undefined && { 'Content-Type': 'application/x-www-form-urlencoded' };
    const response = await this.context.http(
      {
        source: this.source.name,
        url,
        method,
        headers: { ...this.headers, ...form },
        ...(body !== undefined && { body }),
        timeoutMs: TIMEOUT_MS,
        maxBytes: megabytes * MEGABYTE,
      },
      this.context.signal,
    );
    this.skew = (serverTime(response.headers) ?? this.now) - this.now;
    return response;
  }

  private read(response: HttpResponse): Envelope {
    if (response.status === 401 && /no org id/i.test(response.body.slice(0, 1_000)))
      throw new SourceError(
        'unauthorised',
        `${this.who} wants to know the tenant. Write it as the data source’s tenant in the plan.`,
      );
    const explain = (json: unknown, status: number): SourceError | undefined => explained(json, status, this.who);
    const json = answerOf(response, { who: this.who, now: this.now, explain });
    const envelope = readEnvelope(json);
    if (envelope) return envelope;
    throw explained(json, response.status, this.who) ?? new SourceError('bad-answer', `${this.who} has failed.`);
  }
}

/** Prometheus' types of errors (web/api/v1: errorType). */
const REASONS: Readonly<Record<string, readonly [SourceErrorReason, string]>> = {
  bad_data: ['bad-query', 'does not accept the query'],
  execution: ['bad-query', 'cannot compute the query'],
  timeout: ['timeout', 'gave the query up, because it took too long'],
  canceled: ['timeout', 'gave the query up'],
  not_found: ['not-found', 'does not have this'],
  unavailable: ['unreachable', 'is not ready'],
  internal: ['bad-answer', 'has failed'],
};

function explained(json: unknown, status: number, who: string): SourceError | undefined {
  const record = asRecord(json);
  // Grafana's proxy, and gateways, say it as "message".
  const [type, words] = [asText(record?.['errorType']) ?? '', asText(record?.['error']) ?? asText(record?.['message'])];
  const told = words === undefined ? '' : `: ${plainText(words, 300).replace(/[.!]$/, '')}`;
  const [reason, what] = (Object.hasOwn(REASONS, type) && REASONS[type]) || [];
  if (reason && what)
    return new SourceError(
      reason,
      `${who} ${what}${told}. ${reason === 'bad-query' ? 'Correct the query in the plan.' : 'Try again, or ask for less.'}`,
    );
  if (told === '' || status === 403) return undefined;
  if (status === 400 || status === 422)
    return new SourceError('bad-query', `${who} does not accept the query${told}. Correct the query in the plan.`);
  if (status === 404)
    return new SourceError('not-found', `${who} has nothing here${told}. Check the path of the url in the plan.`);
  return undefined;
}
