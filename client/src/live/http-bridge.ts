import type { CancellationToken, Disposable } from 'vscode';
import { fetchHttp, type FetchHttpOptions } from '../../../server/src/backends/fetch-http.ts';
import { checkedUrl } from '../../../server/src/backends/origin.ts';
import { SourceError } from '../../../server/src/backends/source-error.ts';
import type { HttpParams, HttpResult } from '../../../server/src/protocol/decay.ts';
import { Gate } from './gate.ts';

const LIMITS = { total: 6, perKey: 4 };

/** What is told of a request: never its path, query or headers. */
export type HttpLog = (line: string) => void;

/**
 * Sends the server's HTTP requests from the extension host, which knows the user's proxy and certificates, has the
 * credentials, and knows which origins somebody agreed to. Nothing is thrown: what went wrong is part of the answer.
 */
export class HttpBridge implements Disposable {
  private readonly http: ReturnType<typeof fetchHttp>;
  private readonly log: HttpLog;
  private readonly gate = new Gate(LIMITS);
  private readonly end = new AbortController();

  constructor(options: FetchHttpOptions, log: HttpLog) {
    this.http = fetchHttp(options);
    this.log = log;
  }

  async answer(params: HttpParams, token: CancellationToken): Promise<HttpResult> {
    const cancelled = new AbortController();
    const subscription = token.onCancellationRequested(() => cancelled.abort());
    if (token.isCancellationRequested) cancelled.abort();
    const signal = AbortSignal.any([cancelled.signal, this.end.signal]);
    const started = performance.now();
    let origin = 'an address that is none';
    let outcome = '';
    try {
      origin = checkedUrl(params.url).origin;
      const response = await this.gate.run(origin, signal, () => this.http(params, signal));
      outcome = String(response.status);
      return { response };
    } catch (error) {
      const told = asError(error);
      outcome = told.reason;
      return { error: told };
    } finally {
      subscription.dispose();
      this.log(`${params.method} ${origin}: ${outcome}, ${Math.round(performance.now() - started)} ms`);
    }
  }

  /** Gives up all that is under way. */
  dispose(): void {
    this.end.abort();
  }
}

type Told = Extract<HttpResult, { error: unknown }>['error'];

function asError(error: unknown): Told {
  // What is no SourceError is a fault of ours; its text may repeat anything.
  if (!(error instanceof SourceError)) return { reason: 'unreachable', message: 'The request could not be made.' };
  const { reason, message, retryAfter } = error;
  return { reason, message, ...(retryAfter !== undefined && { retryAfter }) };
}
