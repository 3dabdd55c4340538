import { Mapping, type Entry, type Written } from '../../document/write.ts';

/** Entries in their order; those without a value are left out. */
export function mapping(entries: Readonly<Record<string, Written | undefined>>): Mapping {
  const lines = Object.entries(entries).flatMap(([key, value]): Entry[] =>
    value === undefined ? [] : [{ key, value }],
  );
  return new Mapping(lines);
}
