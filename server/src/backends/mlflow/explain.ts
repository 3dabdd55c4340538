import { plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';

/** MLflow has no experiment, run or model of that name: often no error to whoever asked. */
export class NoSuchResource extends SourceError {
  constructor(message: string) {
    super('not-found', message);
  }
}

/** What MLflow's own error, `{error_code, message}`, means. */
export function explain(who: string, json: unknown): SourceError | undefined {
  const { error_code: code, message } = (json ?? {}) as { readonly error_code?: unknown; readonly message?: unknown };
  if (typeof code !== 'string') return undefined;
  const said = plainText(typeof message === 'string' ? message : code, 160);
  switch (code) {
    case 'RESOURCE_DOES_NOT_EXIST':
    case 'NOT_FOUND':
      // Nothing of what was asked for can be there then.
      return /^workspace\b.*not found/i.test(said)
        ? new SourceError('not-found', `${who}: ${said}. Change tenant of the data source.`)
        : new NoSuchResource(`${who}: ${said}`);
    case 'FEATURE_DISABLED':
      return /workspace/i.test(said)
        ? new SourceError('unsupported', `${who} has no workspaces. Remove tenant from the data source.`)
        : new SourceError('unsupported', `${who}: ${said}`);
    case 'PERMISSION_DENIED':
      return new SourceError('forbidden', `${who} does not let this user read: ${said}`);
    case 'INVALID_PARAMETER_VALUE':
    case 'BAD_REQUEST':
      return new SourceError('bad-query', `${who} does not accept what was asked: ${said}`);
    default:
      return undefined;
  }
}

/** MLflow 3.5 and newer answer only to names they know: the guard says so in text. */
export function refusedHost(who: string, status: number, body: string): SourceError | undefined {
  if (status !== 403 || !/invalid host header/i.test(body)) return undefined;
  const message = `${who} does not answer under this name. Start it with --allowed-hosts and the name, or use a name it knows, such as localhost.`;
  return new SourceError('forbidden', message);
}
