import { SymbolKind as LspKind, type SymbolInformation } from 'vscode-languageserver-types';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { stringAt } from '../core/document/node.ts';
import type { SymbolKind } from '../core/schema/json-schema.ts';
import { innerSpan } from './names.ts';

const KINDS: Readonly<Record<SymbolKind, LspKind>> = {
  dataSource: LspKind.Interface,
  indicator: LspKind.Variable,
  alert: LspKind.Event,
  notificationTarget: LspKind.Object,
  driftColumn: LspKind.Field,
  slo: LspKind.Constant,
  dataPipeline: LspKind.Function,
  member: LspKind.Object,
};
const MAX_SYMBOLS = 500;

/** The names that open plans define, of which `query` is a part or an abbreviation. */
export function workspaceSymbols(
  files: readonly { readonly uri: string; readonly file: CheckedFile }[],
  query: string,
): SymbolInformation[] {
  const symbols: SymbolInformation[] = [];
  for (const { uri, file } of files)
    for (const { index, root } of file.documents) {
      const containerName = stringAt(root, ['metadata', 'name']);
      for (const { name, kind, written } of index.definitions) {
        if (!abbreviates(query, name)) continue;
        const location = { uri, range: file.lines.range(innerSpan(file.text, written)) };
        symbols.push({ name, kind: KINDS[kind], location, ...(containerName && { containerName }) });
        if (symbols.length >= MAX_SYMBOLS) return symbols;
      }
    }
  return symbols;
}

/** Whether the characters of `query` occur in `name` in their order, as editors search symbols. */
function abbreviates(query: string, name: string): boolean {
  const [wanted, text] = [query.toLowerCase(), name.toLowerCase()];
  let from = 0;
  for (const character of wanted) {
    const at = text.indexOf(character, from);
    if (at < 0) return false;
    from = at + character.length;
  }
  return true;
}
