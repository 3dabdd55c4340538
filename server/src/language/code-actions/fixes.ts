import { CheckedDocument, type CheckedFile } from '../../core/document/checked-file.ts';
import type { Problem } from '../../core/problem.ts';
import { SCHEMAS } from '../../core/schema/bundled.ts';
import { documentAt } from '../place.ts';
import type { Fix, Fixer, FixScene } from './fix.ts';
import { REPAIRS } from './fixers.ts';

export interface FixOptions {
  readonly json: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The ways to repair `problem`; `all` are the problems among which it was found. */
export function fixesOf(
  file: CheckedFile,
  problem: Problem,
  all: readonly Problem[],
  options: FixOptions,
  fixers: readonly Fixer[] = REPAIRS,
): Fix[] {
  const found =
    problem.document === undefined ? documentAt(file, problem.span.start)?.document : file.documents[problem.document];
  if (!found && file.documents.length > 0) return [];
  const { schema } = SCHEMAS[file.kind];
  // An empty file holds no document at all; it is repaired by writing one.
  const document = found ?? new CheckedDocument({ root: undefined, span: { start: 0, end: file.text.length } }, schema);
  const together = all.filter(
    ({ span, document: of }) =>
      span.start === problem.span.start && span.end === problem.span.end && of === problem.document,
  );
  const scene: FixScene = { ...options, file, problem, document, together, schema };
  return fixers.flatMap((fixer) => fixer(scene));
}
