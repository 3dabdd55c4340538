import type { CheckedFile } from '../core/document/checked-file.ts';
import type { Span } from '../core/document/text.ts';
import type { PathReference } from '../core/plan/index-plan.ts';
import { anchorAt } from './anchors.ts';
import { innerSpan, nameAt } from './names.ts';
import { documentAt } from './place.ts';

/** Every place in a document that stands for the same thing. */
export interface Occurrences {
  readonly declarations: readonly Span[];
  readonly uses: readonly Span[];
}

/** Where else what is at `offset` occurs: a name, an anchor, or a path. */
export function occurrencesAt(file: CheckedFile, offset: number): Occurrences | undefined {
  const anchor = anchorAt(file, offset);
  if (anchor) {
    const uses = anchor.aliases.map((alias) => innerSpan(file.text, alias));
    return { declarations: anchor.span ? [anchor.span] : [], uses };
  }
  const name = nameAt(file, offset);
  if (name) {
    const spans = (named: readonly { written: Parameters<typeof innerSpan>[1] }[]): Span[] =>
      named.map(({ written }) => innerSpan(file.text, written));
    return { declarations: spans(name.definitions), uses: spans(name.references) };
  }
  const path = pathAt(file, offset);
  if (!path) return undefined;
  const same = documentAt(file, offset)?.document.index.paths.filter(({ text }) => text === path.text) ?? [];
  return { declarations: [], uses: same.map(({ written }) => innerSpan(file.text, written)) };
}

/** The path a plan names at `offset`. */
export function pathAt(file: CheckedFile, offset: number): PathReference | undefined {
  return documentAt(file, offset)?.document.index.paths.find(
    ({ written }) => written.start <= offset && offset <= written.end,
  );
}
