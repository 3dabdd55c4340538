/** What is looked at in an answer is first shown to be what it must be: an answer may be anything. */

export type RawRecord = Readonly<Record<string, unknown>>;

/** A list and null are no record. */
export const asRecord = (value: unknown): RawRecord | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawRecord) : undefined;

export const asList = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The own entries whose values are text. */
export function textEntries(value: unknown): Record<string, string> {
  const entries = Object.entries(asRecord(value) ?? {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
