import { parseDate } from '../../core/schema/formats.ts';

/** Milliseconds since the epoch of a timestamp as Python writes it; without an offset it is taken for UTC. */
export function parseTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const isLocal = /^\d{4}-\d{2}-\d{2}[T ][\d:.]+$/.test(text);
  return parseDate(isLocal ? `${text}Z` : text);
}

/** The date, and the time of day if there is one, that a file's name or folder says: `reports/2026-01-31T0600.json`. */
export function timeInName(name: string): number | undefined {
  const found = [...name.matchAll(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[T_ -](\d{2})[:h_-]?(\d{2}))?(?!\d)/g)].at(-1);
  if (!found) return undefined;
  const [, year, month, day, hour = '00', minute = '00'] = found;
  return parseDate(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
}
