import { SourceError } from './source-error.ts';

/** What a failed fetch means, by the code of its innermost cause: Node's, OpenSSL's, undici's or Chromium's. */
const CAUSES: readonly (readonly [codes: RegExp, reason: 'unreachable' | 'bad-answer', message: string])[] = [
  [
    /^(?:ECONNREFUSED|ERR_CONNECTION_REFUSED)$/,
    'unreachable',
    'nothing answers there. Is it running, and the port right?',
  ],
  [
    /^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|ERR_NAME_NOT_RESOLVED)$/,
    'unreachable',
    'its name is not known here. Check the url in the plan, and the network or VPN.',
  ],
  [
    /^(?:ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_CONNECTION_TIMED_OUT|EHOSTUNREACH|ENETUNREACH|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE)$/,
    'unreachable',
    'it cannot be reached from here. Check the network, VPN and firewall.',
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/,
    'unreachable',
    'its certificate is not trusted here. Add its authority to this machine’s certificates, or check the name in the url.',
  ],
  [/^(?:EPROTO|ERR_SSL_.*)$/, 'unreachable', 'it does not speak TLS as expected. Should the url begin with http://?'],
  [/^(?:Z_\w+|ERR_CONTENT_DECODING_FAILED)$/, 'bad-answer', 'its answer cannot be unpacked. Ask who runs it.'],
  [/^HPE_/, 'bad-answer', 'what answers there does not speak HTTP. Check the port in the url.'],
  [
    /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|ERR_CONNECTION_(?:RESET|CLOSED)|ERR_EMPTY_RESPONSE)$/,
    'unreachable',
    'it broke the connection off. Try again, or ask who runs it.',
  ],
];

/** A SourceError for whatever fetch or a body's stream rejects with. Their own texts are left out: they may repeat headers. */
export function networkError(error: unknown, origin: string): SourceError {
  if (error instanceof SourceError) return error;
  const code = codeOf(error, 5);
  const [, reason, message] = CAUSES.find(([codes]) => codes.test(code)) ?? [];
  if (reason && message) return new SourceError(reason, `${origin}: ${message}`);
  return new SourceError(
    'unreachable',
    `${origin} cannot be asked${/^\w{2,40}$/.test(code) ? ` (${code})` : ''}. Check the url in the plan and the network.`,
  );
}

function codeOf(error: unknown, depth: number): string {
  if (depth === 0 || typeof error !== 'object' || error === null) return '';
  const { code, cause, errors, message } = error as Record<string, unknown>;
  const inner = codeOf(cause, depth - 1) || (Array.isArray(errors) ? codeOf(errors[0], depth - 1) : '');
  if (inner) return inner;
  if (typeof code === 'string') return code;
  return /net::(ERR_\w+)/.exec(typeof message === 'string' ? message : '')?.[1] ?? '';
}
