import { SourceError } from './source-error.ts';

const MEGABYTE = 1_000_000;

/** The text of a body, UTF-8; rejects as soon as more than `maxBytes` have been unpacked, whatever the compression. */
export async function readBody(response: Response, maxBytes: number, origin: string): Promise<string> {
  if (!response.body) return '';
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > maxBytes) throw tooLarge(maxBytes, origin);
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes, origin);
    text += decoder.decode(value, { stream: true });
  }
}

function tooLarge(maxBytes: number, origin: string): SourceError {
  const limit = maxBytes < MEGABYTE ? `${Math.ceil(maxBytes / 1000)} kB` : `${Math.round(maxBytes / MEGABYTE)} MB`;
  return new SourceError(
    'too-large',
    `${origin} answers with more than ${limit}, and was stopped there. Ask for less: a shorter range, or fewer series.`,
  );
}
