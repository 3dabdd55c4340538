import type { LocationLink } from 'vscode-languageserver-types';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { nodeAt } from '../core/document/node.ts';
import type { Range, Span } from '../core/document/text.ts';
import type { PathReference } from '../core/plan/index-plan.ts';
import { anchorAt } from './anchors.ts';
import { cardAnchors } from './card-anchors.ts';
import { innerSpan, nameAt } from './names.ts';
import { pathAt } from './occurrences.ts';
import { documentAt } from './place.ts';
import { tidySpan } from './span.ts';

/** A file in the workspace, and the place in it that is meant; its start when none is. */
export interface FileTarget {
  readonly uri: string;
  readonly range?: Range | undefined;
}

/** Looks up other files. */
export interface Files {
  /** Where a path leads; undefined when there is no such file in the workspace. */
  readonly find: (path: PathReference) => Promise<FileTarget | undefined>;
  /** Where production plans name this file as their model's card. */
  readonly plansOfCard: () => Promise<FileTarget[]>;
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Where what is at `offset` is defined: a name's entry, an alias's anchor, a path's file, a function's line, a card's plan. */
export async function definition(
  file: CheckedFile,
  uri: string,
  offset: number,
  files: Files,
): Promise<LocationLink[]> {
  const root = documentAt(file, offset)?.document.root;
  const link = (origin: Span, target: Span, selection: Span): LocationLink => ({
    originSelectionRange: file.lines.range(origin),
    targetUri: uri,
    targetRange: file.lines.range(target),
    targetSelectionRange: file.lines.range(selection),
  });
  const anchor = anchorAt(file, offset);
  if (anchor) {
    const alias = anchor.aliases.find(({ start, end }) => start <= offset && offset <= end);
    const origin = alias ?? anchor.span ?? anchor.node;
    const node = tidySpan(file.text, anchor.node);
    const selection = anchor.span ?? node;
    return [link(origin, { start: Math.min(selection.start, node.start), end: node.end }, selection)];
  }
  const name = nameAt(file, offset);
  if (name) {
    const origin = innerSpan(file.text, name.at.written);
    return name.definitions.map(({ path, written }) => {
      const selection = innerSpan(file.text, written);
      const entry = nodeAt(root, path.slice(0, -1));
      const target = entry ? tidySpan(file.text, entry) : selection;
      // An entry that is itself an alias stands elsewhere than its name.
      const holds = target.start <= selection.start && selection.end <= target.end;
      return link(origin, holds ? target : selection, selection);
    });
  }
  const path = pathAt(file, offset);
  const target = path && (await files.find(path));
  if (path && target) return [fileLink(file, innerSpan(file.text, path.written), target)];
  const card = cardAnchors(file).find(({ start, end }) => start <= offset && offset <= end);
  return card ? (await files.plansOfCard()).map((plan) => fileLink(file, card, plan)) : [];
}

function fileLink(file: CheckedFile, origin: Span, target: FileTarget): LocationLink {
  const range = target.range ?? START;
  return {
    originSelectionRange: file.lines.range(origin),
    targetUri: target.uri,
    targetRange: range,
    targetSelectionRange: range,
  };
}
