import { disableForLine } from './disable-line.ts';
import { removeDuplicateKey } from './duplicate-key.ts';
import type { Fixer } from './fix.ts';
import { addFrontMatter } from './front-matter.ts';
import { fillSection, insertMissing } from './insert.ts';
import { quoteScalar } from './quote.ts';
import { removeEntry } from './remove.ts';
import { replaceWord, takeFromSystem } from './replace.ts';
import { waiveRule } from './waive.ts';

/** What repairs a problem, in the order editors show it. */
export const REPAIRS: readonly Fixer[] = [
  replaceWord,
  insertMissing,
  fillSection,
  addFrontMatter,
  quoteScalar,
  removeDuplicateKey,
  removeEntry,
  takeFromSystem,
];

/** What lets a problem stand. */
export const EXCUSES: readonly Fixer[] = [disableForLine, waiveRule];
