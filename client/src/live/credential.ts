/** How somebody is known to a data source. */
export type Credential =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string };

export type CredentialKind = Credential['kind'];

/** A part of a credential, to be asked for. */
export interface CredentialField {
  readonly id: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** Shown as dots, and never filled in. */
  readonly secret: boolean;
  /** What is wrong with an answer; undefined if nothing is. */
  readonly problem: (text: string) => string | undefined;
}

const MAX_LENGTH = 16_384;
/** Headers that say how a request is sent; a wrong one breaks it. */
const OF_THE_CONNECTION = /^(?:host|content-.*|transfer-encoding|connection|accept-encoding|te|upgrade|expect)$/i;

const sendable = (text: string): string | undefined => {
  if (text === '') return 'Something is needed here.';
  if (text.length > MAX_LENGTH) return `At most ${MAX_LENGTH} characters can be sent.`;
  return /^[\x20-\x7e\x80-\xff]*$/.test(text) ? undefined : 'This has characters that a header cannot carry.';
};
const word = (text: string): string | undefined =>
  sendable(text) ?? (/\s/.test(text) ? 'A token has no blanks. Leave out "Bearer".' : undefined);
/** Sent as UTF-8 in base64, so any text will do. */
const anything = (text: string): string | undefined =>
  text.length > MAX_LENGTH ? `At most ${MAX_LENGTH} characters can be sent.` : undefined;

const FIELDS: Readonly<Record<CredentialKind, readonly CredentialField[]>> = {
  bearer: [{ id: 'token', prompt: 'Token', placeholder: 'As the server’s pages give it', secret: true, problem: word }],
  basic: [
    {
      id: 'user',
      prompt: 'User name',
      placeholder: '',
      secret: false,
      problem: (text) =>
        text === '' ? 'A user name is needed.' : text.includes(':') ? 'A user name has no colon.' : anything(text),
    },
    { id: 'password', prompt: 'Password', placeholder: 'May be empty', secret: true, problem: anything },
  ],
  header: [
    {
      id: 'name',
      prompt: 'Name of the header',
      placeholder: 'X-Api-Key',
      secret: false,
      problem: (text) => {
        if (!/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(text)) return 'The name of a header, such as X-Api-Key, is needed.';
        return OF_THE_CONNECTION.test(text) ? 'This header is set by the connection.' : undefined;
      },
    },
    { id: 'value', prompt: 'Value of the header', placeholder: '', secret: true, problem: sendable },
  ],
};

/** What to ask for, in order. */
export const fieldsOf = (kind: CredentialKind): readonly CredentialField[] => FIELDS[kind];

/** The credential that answers by field give; undefined where one is missing or not acceptable. */
export function credentialOf(
  kind: CredentialKind,
  answers: Readonly<Record<string, string | undefined>>,
): Credential | undefined {
  for (const { id, problem } of FIELDS[kind]) {
    const answer = answers[id];
    // What was stored may be anything.
    if (typeof answer !== 'string' || problem(answer) !== undefined) return undefined;
  }
  const { token = '', user = '', password = '', name = '', value = '' } = answers;
  if (kind === 'bearer') return { kind, token };
  return kind === 'basic' ? { kind, user, password } : { kind, name, value };
}

/** The request headers that carry it. */
export function headersOf(credential: Credential): Record<string, string> {
  switch (credential.kind) {
    case 'bearer':
      return { authorization: `Bearer ${credential.token}` };
    case 'basic': {
      const pair = Buffer.from(`${credential.user}:${credential.password}`, 'utf8').toString('base64');
      return { authorization: `Basic ${pair}` };
    }
    case 'header':
      return { [credential.name]: credential.value };
  }
}

/** A credential as it was stored; undefined for what is none. */
export function readCredential(stored: string | undefined): Credential | undefined {
  if (stored === undefined) return undefined;
  try {
    const { kind, ...answers } = JSON.parse(stored) as Record<string, string>;
    return kind === 'bearer' || kind === 'basic' || kind === 'header' ? credentialOf(kind, answers) : undefined;
  } catch {
    return undefined;
  }
}
