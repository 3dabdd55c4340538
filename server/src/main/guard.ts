import { watched } from './watched.ts';
import type { CancellationToken, RemoteConsole } from 'vscode-languageserver';

/** Wraps a request handler: whatever goes wrong is logged and answered with `fallback`, so one bad file never takes the server down. */
export function guard<P, R>(
  console: RemoteConsole,
  name: string,
  fallback: R,
  handler: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    if (token.isCancellationRequested) return fallback;
    try {
      return await watched(() => handler(params, token));
    } catch (error) {
      console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return fallback;
    }
  };
}
