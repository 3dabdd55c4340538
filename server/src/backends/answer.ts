import type { HttpResponse } from './http.ts';
import { parseJson } from './parse-json.ts';
import { retryAfter } from './retry-after.ts';
import { SourceError, type SourceErrorReason } from './source-error.ts';

export interface AnswerOptions {
  /** Who was asked, for messages: "Prometheus at https://prom.example". */
  readonly who: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Take bare NaN and Infinity as null, as Python writes them. */
  readonly bareNumbers?: boolean;
  /** What the system's own JSON says of an error; undefined: the status alone tells. Not asked for 401 and 429. */
  readonly explain?: (json: unknown, status: number) => SourceError | undefined;
}

/** The JSON of an answer; throws a SourceError for a status of 300 and above, a web page, and what is no JSON. */
export function answerOf(response: HttpResponse, options: AnswerOptions): unknown {
  const { status } = response;
  const { who } = options;
  const isFine = status >= 200 && status < 300;
  if (status === 401 || status === 407) throw unauthorised(who);
  if (status === 429) throw rateLimited(response, options);
  if (isWebPage(response)) throw isFine ? webPage(response.body, who) : byStatus(status, options, response);
  const json = parseJson(response.body, options.bareNumbers);
  if (!isFine) throw (json && options.explain?.(json.value, status)) ?? byStatus(status, options, response);
  if (json) return json.value;
  const isCut = /^\s*[[{]/.test(response.body);
  throw new SourceError(
    'bad-answer',
    isCut
      ? `The answer of ${who} is no whole JSON: it was cut off or damaged on the way. Try again; if it stays so, ask who runs it.`
      : `${who} answers with something other than JSON. Check that the url in the plan leads to it.`,
  );
}

const unauthorised = (who: string): SourceError =>
  new SourceError(
    'unauthorised',
    `${who} wants a credential, or does not accept the one it was given. Connect the data source.`,
  );

function rateLimited(response: HttpResponse, { who, now }: AnswerOptions): SourceError {
  const wait = retryAfter(response.headers, now);
  const when =
    wait === undefined
      ? 'later'
      : `in ${wait < 90_000 ? `${Math.ceil(wait / 1000)} s` : `${Math.ceil(wait / 60_000)} min`}`;
  return new SourceError('rate-limited', `${who} has been asked too often. Ask again ${when}.`, wait);
}

function byStatus(status: number, { who, now }: AnswerOptions, response: HttpResponse): SourceError {
  const [reason, message] = BY_STATUS[status] ?? other(status);
  return new SourceError(reason, `${who} ${message}`, status === 503 ? retryAfter(response.headers, now) : undefined);
}

const BY_STATUS: Readonly<Record<number, readonly [SourceErrorReason, string]>> = {
  400: ['bad-query', 'does not understand what was asked (400). Check the query in the plan.'],
  403: ['forbidden', 'does not let this credential read (403). Ask who runs it for the right to read.'],
  404: ['not-found', 'has nothing at this address (404). Check the path of the url in the plan.'],
  405: ['unsupported', 'does not take this kind of request (405). Check the path of the url in the plan.'],
  408: ['timeout', 'took too long (408). Try again, or ask for a shorter range.'],
  413: ['bad-query', 'calls what was asked too large (413). Ask for a shorter range or a shorter query.'],
  422: ['bad-query', 'cannot answer what was asked (422). Check the query in the plan.'],
  502: ['unreachable', 'is not reached by the proxy in front of it (502). Is it running?'],
  503: ['unreachable', 'is not ready: it is starting, stopping or overloaded (503). Try again in a while.'],
  504: ['timeout', 'took too long for the proxy in front of it (504). Try again, or ask for a shorter range.'],
};

const other = (status: number): readonly [SourceErrorReason, string] =>
  status >= 500
    ? ['bad-answer', `has failed (${status}). Try again; if it stays so, ask who runs it.`]
    : ['bad-answer', `gives an answer that was not expected (${status}). Check the url in the plan.`];

const isWebPage = ({ headers, body }: HttpResponse): boolean =>
  /^text\/html|^application\/xhtml/i.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)\b/i.test(body);

function webPage(body: string, who: string): SourceError {
  // Where a proxy asks for a login, it does so with status 200 for programs too.
  const start = body.slice(0, 100_000);
  return /type\s*=\s*["']?password|log[ -]?in|sign[ -]?in|single sign|oauth|saml/i.test(start)
    ? new SourceError('unauthorised', `${who} answers with a login page instead of data. Connect the data source.`)
    : new SourceError(
        'bad-answer',
        `${who} answers with a web page instead of data. Check that the url in the plan has the path under which programs ask.`,
      );
}
