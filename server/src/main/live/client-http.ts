import { CancellationTokenSource, type Connection } from 'vscode-languageserver';
import type { Http } from '../../backends/http.ts';
import { SourceError } from '../../backends/source-error.ts';
import { HTTP_REQUEST, type HttpParams, type HttpResult } from '../../protocol/decay.ts';

/** The network as the editor's side gives it: it has the credentials, and knows which origins may be asked. */
export function clientHttp(connection: Pick<Connection, 'sendRequest'>): Http {
  return async (request, signal) => {
    const source = new CancellationTokenSource();
    const cancel = (): void => source.cancel();
    if (signal.aborted) throw new SourceError('cancelled', 'Cancelled.');
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const params: HttpParams = request;
      return opened(await connection.sendRequest<HttpResult | null>(HTTP_REQUEST, params, source.token));
    } catch (error) {
      if (error instanceof SourceError) throw error;
      if (source.token.isCancellationRequested) throw new SourceError('cancelled', 'Cancelled.');
      throw new SourceError(
        'unsupported',
        'This editor does not let the language server ask data sources on the network. Use files, or the command line.',
      );
    } finally {
      signal.removeEventListener('abort', cancel);
      source.dispose();
    }
  };
}

function opened(result: HttpResult | null): Awaited<ReturnType<Http>> {
  if (result && 'response' in result) return result.response;
  const error = result?.error;
  throw new SourceError(
    error?.reason ?? 'bad-answer',
    error?.message ?? 'The editor gave no answer.',
    error?.retryAfter,
  );
}
