import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver-types';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { occurrencesAt } from './occurrences.ts';

/** Where what is at `offset` is used, and, when asked for, where it is defined. */
export function references(file: CheckedFile, uri: string, offset: number, includeDeclaration: boolean): Location[] {
  const found = occurrencesAt(file, offset);
  if (!found) return [];
  const spans = includeDeclaration ? [...found.declarations, ...found.uses] : found.uses;
  return spans.map((span) => ({ uri, range: file.lines.range(span) }));
}

/** The same places as marks in the editor: written where defined, read where used. */
export function documentHighlights(file: CheckedFile, offset: number): DocumentHighlight[] {
  const found = occurrencesAt(file, offset);
  if (!found) return [];
  const { Read, Write } = DocumentHighlightKind;
  return [
    ...found.declarations.map((span) => ({ range: file.lines.range(span), kind: Write })),
    ...found.uses.map((span) => ({ range: file.lines.range(span), kind: Read })),
  ];
}
