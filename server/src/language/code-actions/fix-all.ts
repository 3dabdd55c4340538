import type { CheckedFile } from '../../core/document/checked-file.ts';
import { readFile } from '../../core/document/read.ts';
import type { Problem } from '../../core/problem.ts';
import { applyChanges, difference, overlap, type Change } from '../edits/change.ts';
import type { Fix } from './fix.ts';
import { fixesOf, type FixOptions } from './fixes.ts';

const MAX_ROUNDS = 10;

export interface FixAllOptions extends FixOptions {
  readonly check: (file: CheckedFile) => readonly Problem[];
}

/** The changes of all safe fixes of a file, until none is left; each round leaves fewer problems than the one before. */
export function fixAll(file: CheckedFile, options: FixAllOptions): Change[] {
  let current = file;
  let problems = options.check(current);
  let first: readonly Change[] = [];
  let rounds = 0;
  for (; rounds < MAX_ROUNDS; rounds++) {
    const changes = safeChanges(current, problems, options);
    if (changes.length === 0) break;
    const next = readFile(current.kind, applyChanges(current.text, changes), current);
    const left = options.check(next);
    if (left.length >= problems.length) break;
    if (rounds === 0) first = changes;
    current = next;
    problems = left;
  }
  return rounds <= 1 ? [...first] : difference(file.text, current.text);
}

/** Whether some problem can be repaired in one way only. */
export function hasSafeFix(fixes: readonly Fix[]): boolean {
  return fixes.some(({ safe }) => safe === true);
}

function safeChanges(file: CheckedFile, problems: readonly Problem[], options: FixOptions): Change[] {
  const chosen: Change[] = [];
  for (const problem of problems) {
    const fixes = fixesOf(file, problem, problems, options).filter(({ safe }) => safe);
    const [only] = fixes;
    if (only && fixes.length === 1 && !overlap(chosen, only.changes)) chosen.push(...only.changes);
  }
  return chosen;
}
