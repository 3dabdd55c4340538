import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { CheckedFile } from '../core/document/checked-file.ts';
import type { AliasNode, Node, ScalarNode } from '../core/document/node.ts';
import { SYMBOL_NAMES } from '../core/plan/index-plan.ts';
import { aliasesOf, anchorAt, eachNode, type Anchor } from './anchors.ts';
import { innerSpan, nameAt, type Name } from './names.ts';
import { documentAt } from './place.ts';
import { scalarText } from './scalar-text.ts';
import { tidySpan } from './span.ts';

/** Why a rename cannot be done, in words for the user. */
export interface Refused {
  readonly refused: string;
}

const MAX_NAME = 200;

/** What would be renamed at `offset`: the editor selects the range and offers the placeholder. */
export function prepareRename(file: CheckedFile, offset: number): { range: Range; placeholder: string } | Refused {
  const anchor = anchorAt(file, offset);
  if (anchor) {
    const alias = anchor.aliases.find(({ start, end }) => start <= offset && offset <= end);
    const span = alias ? innerSpan(file.text, alias) : anchor.span;
    if (span) return { range: file.lines.range(span), placeholder: anchor.name };
  }
  const name = nameAt(file, offset);
  if (!name) return { refused: 'Only names that this plan gives or uses, and YAML anchors, can be renamed.' };
  return { range: file.lines.range(innerSpan(file.text, name.at.written)), placeholder: name.name };
}

/** The edits that give what is at `offset` another name, wherever it is used. */
export function rename(file: CheckedFile, offset: number, newName: string): TextEdit[] | Refused {
  const root = documentAt(file, offset)?.document.root;
  const anchor = anchorAt(file, offset);
  if (anchor?.span) return renameAnchor(file, root, anchor, newName);
  const name = nameAt(file, offset);
  if (!name) return { refused: 'There is no name here that could be renamed.' };
  const wrong = refuse(file, offset, name, newName);
  return wrong ? { refused: wrong } : renameName(file, root, name, newName);
}

function refuse(
  file: CheckedFile,
  offset: number,
  { name, kinds, references }: Name,
  newName: string,
): string | undefined {
  if (newName.trim() === '') return 'A name cannot be empty.';
  if (newName !== newName.trim()) return 'A name cannot begin or end with a space.';
  if (newName.length > MAX_NAME) return `A name cannot have more than ${MAX_NAME} characters.`;
  if (/[\p{Cc}\u2028\u2029]|\p{Surrogate}/u.test(newName)) return 'A name must be one line of ordinary characters.';
  if (newName === name) return undefined;
  // A use that may mean several kinds would change its meaning when any of them already has the name.
  const meant = new Set([...kinds, ...references.flatMap((reference) => reference.kinds)]);
  const taken = documentAt(file, offset)?.document.index.definitions.find(
    (definition) => definition.name === newName && meant.has(definition.kind),
  );
  return taken && `This plan already has the ${SYMBOL_NAMES[taken.kind].one} "${newName}". Choose another name.`;
}

/**
 * A name may be written as an alias, and its anchor may stand where the same text means something else. Each place of
 * the name changes and no other does: an alias is written out where it would follow, or lead, to the wrong text.
 */
function renameName(file: CheckedFile, root: Node | undefined, name: Name, newName: string): TextEdit[] {
  const edits = new Map<number, TextEdit>();
  const replace = (node: ScalarNode | AliasNode, newText: string): void => {
    edits.set(node.start, { range: file.lines.range(tidySpan(file.text, node)), newText });
  };
  const places = [...name.definitions, ...name.references];
  const own = new Set(places.map(({ written }) => written.start));
  for (const node of new Set(places.map((place) => place.node))) {
    const aliases = node.anchor === undefined ? [] : aliasesOf(root, node);
    if (own.has(node.start)) {
      replace(node, scalarText(newName, node.style));
      for (const alias of aliases) if (!own.has(alias.start)) replace(alias, scalarText(name.name, node.style));
    } else for (const alias of aliases) if (own.has(alias.start)) replace(alias, scalarText(newName));
  }
  return [...edits].sort(([a], [b]) => a - b).map(([, edit]) => edit);
}

function renameAnchor(
  file: CheckedFile,
  root: Node | undefined,
  anchor: Anchor,
  newName: string,
): TextEdit[] | Refused {
  if (!/^[^\s,[\]{}*&!|>'"%@`#:\p{Cc}]+$/u.test(newName) || newName.length > MAX_NAME)
    return { refused: 'An anchor is one word without spaces, brackets, commas or colons.' };
  const others = new Set<string>();
  eachNode(root, (node) => {
    if (node.kind !== 'alias' && node !== anchor.node && node.anchor !== undefined) others.add(node.anchor);
  });
  if (others.has(newName)) return { refused: `This document already has the anchor &${newName}. Choose another name.` };
  const spans = [anchor.span, ...anchor.aliases.map((alias) => innerSpan(file.text, alias))];
  return spans.flatMap((span) => (span ? [{ range: file.lines.range(span), newText: newName }] : []));
}
