import type { PageMessage } from '../../../server/src/core/panel/contract.ts';

/** More than any table of points has; a page that sends more is not ours. */
const MAX_TEXT = 2_000_000;

/** `data` as a message of the page, or undefined when it is none. */
export function readPageMessage(data: unknown): PageMessage | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  switch (data.type) {
    case 'ready':
    case 'refresh':
      return { type: data.type };
    case 'copy':
      if (!('text' in data) || typeof data.text !== 'string' || data.text.length > MAX_TEXT) return undefined;
      return { type: 'copy', text: data.text };
    case 'reveal':
      if (!('plan' in data) || !Number.isSafeInteger(data.plan)) return undefined;
      if (!('indicator' in data) || typeof data.indicator !== 'string') return undefined;
      return { type: 'reveal', plan: Number(data.plan), indicator: data.indicator };
    default:
      return undefined;
  }
}
