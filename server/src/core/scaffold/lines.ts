import { Mapping, type Entry, type Remark, type Written } from '../document/write.ts';

/** A field the format requires: unanswered, it stands there empty and is a problem until it is filled in. */
export const required = (key: string, value: Written | undefined, what: string): Entry =>
  value === undefined ? { key, value, note: `TODO ${what}` } : { key, value };

/** A field that may be left out: unanswered, a comment says that it is missing. */
export const optional = (key: string, value: Written | undefined, what: string): Entry | Remark =>
  value === undefined ? todo(key, what) : { key, value };

export const todo = (key: string, what: string): Remark => ({ remark: `TODO ${key}: ${what}` });

export const mapping = (...lines: readonly (Entry | Remark)[]): Mapping => new Mapping(lines);
