import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
} from 'vscode-languageserver-types';
import type { LineIndex } from '../../core/document/text.ts';
import { plainText } from '../snippets/snippet.ts';
import type { CompletionContext, Suggestion } from './context.ts';
import type { CompletionPlace } from './place.ts';

const KINDS: Readonly<Record<Suggestion['kind'], CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  field: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  function: CompletionItemKind.Function,
  rule: CompletionItemKind.Constant,
  snippet: CompletionItemKind.Snippet,
};

type Target = Pick<CompletionPlace, 'span' | 'prefix' | 'column' | 'baseColumn' | 'quote'>;

/** A suggestion as the client inserts it: lines indented for the place, snippet or plain text. */
export function toItem(
  suggestion: Suggestion,
  order: number,
  place: Target,
  lines: LineIndex,
  context: CompletionContext,
): CompletionItem {
  const { label, detail, documentation } = suggestion;
  // Editors that adjust add the line's own indentation to each further line.
  const column = (suggestion.column ?? place.column) - (context.adjustsIndentation ? place.baseColumn : 0);
  const indent = ' '.repeat(Math.max(0, column));
  const snippet = suggestion.lines.map((line, index) => (index === 0 ? line : indent + line)).join('\n');
  const isSnippet = context.snippets && /[\\$]/.test(snippet);
  const newText = place.prefix + (isSnippet ? snippet : plainText(snippet));
  return {
    label,
    kind: KINDS[suggestion.kind],
    sortText: `${suggestion.rank}${String(order).padStart(4, '0')}`,
    filterText: `${place.quote ?? ''}${label}`,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: context.adjustsIndentation ? InsertTextMode.adjustIndentation : InsertTextMode.asIs,
    textEdit: { range: lines.range(place.span), newText },
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    ...(suggestion.deprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(suggestion.preselect && { preselect: true }),
    ...(suggestion.again && { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } }),
  };
}
