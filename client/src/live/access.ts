import type { FetchHttpOptions } from '../../../server/src/backends/fetch-http.ts';
import type { Consent } from './consent.ts';
import { headersOf } from './credential.ts';
import type { Credentials } from './credentials.ts';

export interface AccessParts {
  readonly isTrusted: () => boolean;
  readonly consent: Consent;
  readonly credentials: Credentials;
}

/** Who may be asked, and with what: nobody in an untrusted workspace, and only origins that somebody agreed to. */
export function accessOf({ isTrusted, consent, credentials }: AccessParts): FetchHttpOptions {
  return {
    mayAsk: (origin) => {
      if (!isTrusted())
        return 'This workspace is not trusted: no data source is asked. Trust it with "Workspaces: Manage Workspace Trust" if you know whose it is.';
      if (consent.mayAsk(origin)) return true;
      return (
        `${origin} was not asked, because nobody has agreed to it in this workspace. ` +
        'Press Refresh in Model Decay to agree, or connect the data source.'
      );
    },
    credentialFor: async (origin) => {
      const credential = await credentials.of(origin);
      return credential && headersOf(credential);
    },
    maySendInClear: (origin) => consent.maySendInClear(origin),
  };
}
