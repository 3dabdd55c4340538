import { isoDate } from '../../core/schema/formats.ts';
import type { CheckedDocument, CheckedFile } from '../../core/document/checked-file.ts';
import { undefinedNames } from '../../core/plan/index-plan.ts';
import type { Problem } from '../../core/problem.ts';
import { SCHEMAS } from '../../core/schema/bundled.ts';
import type { JsonSchema } from '../../core/schema/json-schema.ts';
import type { Change } from '../edits/change.ts';
import { indentationUnit } from '../edits/layout.ts';
import type { EntryStyle } from '../snippets/entry.ts';
import { SnippetWriter } from '../snippets/snippet.ts';

/** A way to repair a problem. */
export interface Fix {
  readonly title: string;
  readonly changes: readonly Change[];
  /** The one a person would choose without looking. */
  readonly preferred?: boolean;
  /** There is no other way to read what was meant, so it may be applied with all others of its kind. */
  readonly safe?: boolean;
}

/** What is being repaired, and in what. */
export interface FixScene {
  readonly file: CheckedFile;
  readonly problem: Problem;
  /** The document the problem is in. */
  readonly document: CheckedDocument;
  /** All problems at the same place, this one included. */
  readonly together: readonly Problem[];
  readonly schema: JsonSchema;
  /** The file is JSON: no comments, every string in quotes. */
  readonly json: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Repairs one kind of problem. To add one: a file beside this one, a line in fixers.ts. */
export type Fixer = (scene: FixScene) => readonly Fix[];

export const DAY = 86_400_000;

/** How new entries are written in the file that is being repaired. */
export function entryStyle({ file, document, json, now }: FixScene, flow: boolean): EntryStyle {
  return {
    root: SCHEMAS[file.kind].schema,
    writer: new SnippetWriter(),
    flow,
    json,
    unit: indentationUnit(file.text),
    today: isoDate(now),
    names: (kind) => document.index.definitions.filter((known) => known.kind === kind).map(({ name }) => name),
    wanted: (kind) => undefinedNames(document.index, kind),
  };
}
