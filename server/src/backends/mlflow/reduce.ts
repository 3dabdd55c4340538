/**
 * At most `most` of the entries, in their order: the first, the last, and the smallest and the largest of equally many
 * between them, so that a single outlier stays.
 */
export function reduce<T>(entries: readonly T[], most: number, valueOf: (entry: T) => number): readonly T[] {
  const last = entries.at(-1);
  if (entries.length <= most || last === undefined) return entries;
  if (most < 4) return most < 1 ? [] : extremes(entries, valueOf).slice(-most);
  const between = entries.slice(1, -1);
  const groups = Math.floor((most - 2) / 2);
  const kept = Array.from({ length: groups }, (_, group) => {
    const start = Math.floor((group * between.length) / groups);
    return extremes(between.slice(start, Math.floor(((group + 1) * between.length) / groups)), valueOf);
  });
  return [...entries.slice(0, 1), ...kept.flat(), last];
}

/** The smallest and the largest, in their order; one when they are the same. */
function extremes<T>(entries: readonly T[], valueOf: (entry: T) => number): T[] {
  const values = entries.map(valueOf);
  const low = values.indexOf(values.reduce((a, b) => Math.min(a, b), Infinity));
  const high = values.indexOf(values.reduce((a, b) => Math.max(a, b), -Infinity));
  return entries.filter((_, index) => index === low || index === high);
}
