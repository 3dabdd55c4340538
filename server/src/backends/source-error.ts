/** Why a data source could not be read. */
export type SourceErrorReason =
  | 'unreachable'
  | 'timeout'
  | 'unauthorised'
  | 'forbidden'
  | 'rate-limited'
  | 'redirected'
  | 'too-large'
  | 'bad-answer'
  | 'bad-query'
  | 'not-found'
  | 'unsupported'
  | 'untrusted'
  | 'cancelled';

/** What happened and what to do next, in words for people; free of credentials. */
export class SourceError extends Error {
  readonly reason: SourceErrorReason;
  /** Milliseconds the server asked to wait (Retry-After). */
  readonly retryAfter: number | undefined;

  constructor(reason: SourceErrorReason, message: string, retryAfter?: number) {
    super(message);
    this.name = 'SourceError';
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}
