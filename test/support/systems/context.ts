import type { BackendContext } from '../../../server/src/backends/backend.ts';
import { fetchHttp, type FetchHttpOptions } from '../../../server/src/backends/fetch-http.ts';
import { SourceError, type SourceErrorReason } from '../../../server/src/backends/source-error.ts';

const nothing = (): Promise<never> => Promise.reject(new SourceError('not-found', 'There are no files here.'));

/** What a backend gets on the command line, without files; every origin may be asked. */
export function networkContext(
  more: Partial<FetchHttpOptions> & { readonly signal?: AbortSignal; readonly now?: number } = {},
): BackendContext {
  return {
    http: fetchHttp({ credentialFor: () => undefined, mayAsk: () => true, ...more }),
    files: { find: nothing, list: nothing, read: nothing, openDatabase: nothing },
    signal: more.signal ?? new AbortController().signal,
    now: more.now ?? Date.now(),
  };
}

/** The SourceError that `work` rejects with for this reason; whatever else happens is a failure that says so. */
export async function refused(work: Promise<unknown>, reason: SourceErrorReason): Promise<SourceError> {
  const outcome: unknown = await work.then(
    (value) => new Error(`answered with ${JSON.stringify({ value }).slice(0, 500)}, not refused as ${reason}`),
    (error: unknown) => error,
  );
  if (!(outcome instanceof SourceError)) throw outcome;
  if (outcome.reason !== reason) throw new Error(`refused as ${outcome.reason}, not ${reason}: ${outcome.message}`);
  return outcome;
}
