import type { SourcesResult } from '../../../server/src/protocol/decay.ts';
import { checkedUrl, isLoopback } from '../../../server/src/backends/origin.ts';

/** The exact origin (scheme, host, port) of a data source's URL; undefined where nothing could be asked there. */
export function originOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  try {
    return checkedUrl(url).origin;
  } catch {
    return undefined;
  }
}

/** The origins of data sources, each once. */
export function originsOf(sources: SourcesResult): string[] {
  return [...new Set(sources.flatMap(({ source }) => originOf(source.url) ?? []))];
}

/** Whether a credential sent there could be read on its way. */
export function travelsInClear(origin: string): boolean {
  const url = new URL(origin);
  return url.protocol === 'http:' && !isLoopback(url);
}
