import { SourceError } from './source-error.ts';

/** The URL that may be asked: http or https, without user name and password. Messages never repeat the text, which may hold a secret. */
export function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new SourceError(
      'unsupported',
      'The data source’s url is no http or https address. Write it as https://host/path.',
    );
  if (url.username !== '' || url.password !== '')
    throw new SourceError(
      'untrusted',
      `The address of ${url.host} holds a user name or password. Remove it from the plan; give the credential when you connect the data source.`,
    );
  url.hash = '';
  return url;
}

/** Whether what is sent to the host stays on this machine. */
export function isLoopback(url: URL): boolean {
  // URL has normalised 127.1, 0x7f000001 and capital letters.
  return /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
}
