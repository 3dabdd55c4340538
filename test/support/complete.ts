import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver-types';
import { readFile } from '../../server/src/core/document/read.ts';
import type { DocumentKind } from '../../server/src/core/rules/rule.ts';
import { complete } from '../../server/src/language/completion/complete.ts';
import type { CompletionContext } from '../../server/src/language/completion/context.ts';
import { plainText } from '../../server/src/language/snippets/snippet.ts';
import { cursor } from './cursor.ts';

export const CONTEXT: CompletionContext = {
  snippets: true,
  adjustsIndentation: true,
  json: false,
  today: '2026-11-24',
  files: undefined,
};

export interface Completed {
  readonly list: CompletionList;
  readonly labels: readonly string[];
  readonly text: string;
  /** The text after accepting the item labelled `label`, snippets at their proposals, as VS Code indents it. */
  readonly accept: (label: string) => string;
  readonly item: (label: string) => CompletionItem;
}

/** Completes at the mark in `marked`. */
export async function completeAt(
  marked: string,
  context: Partial<CompletionContext> = {},
  kind: DocumentKind = 'production-plan',
): Promise<Completed> {
  const { text, offset } = cursor(marked, marked.includes('‖') ? '‖' : '|');
  const file = readFile(kind, text);
  const list = await complete(file, offset, { ...CONTEXT, ...context });
  const item = (label: string): CompletionItem => {
    const found = list.items.find((candidate) => candidate.label === label);
    if (!found) throw new Error(`No item ${label} among ${list.items.map((other) => other.label).join(', ')}`);
    return found;
  };
  const accept = (label: string): string => {
    const { range, newText } = item(label).textEdit as TextEdit;
    const { start, end } = file.lines.span(range);
    const base = /^[ \t]*/.exec(text.slice(file.lines.lineStart(range.start.line), start))?.[0] ?? '';
    const adjusts = context.adjustsIndentation ?? CONTEXT.adjustsIndentation;
    const inserted = plainText(newText).replaceAll('\n', adjusts ? `\n${base}` : '\n');
    return text.slice(0, start) + inserted + text.slice(end);
  };
  return { list, labels: list.items.map(({ label }) => label), text, accept, item };
}
