/** The one way to the network: in the editor the extension host's, on the command line Node's. */

export interface HttpRequest {
  /** Name of the plan's data source: the command line finds its credential by it. */
  readonly source: string;
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Never a credential: that is added where it is kept. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Until the whole answer is there. */
  readonly timeoutMs: number;
  /** Of the decompressed body. */
  readonly maxBytes: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Resolves with any status; rejects with a SourceError when there is no whole answer. */
export type Http = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;
