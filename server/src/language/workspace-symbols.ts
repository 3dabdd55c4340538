import { SymbolKind as LspKind, type SymbolInformation } from 'vscode-languageserver-types';
import type { SymbolKind } from '../core/schema/json-schema.ts';
import type { PlanSummary } from './plan-summary.ts';

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

/** The names that plans define, of which `query` is a part or an abbreviation. */
export function workspaceSymbols(
  plans: readonly { readonly uri: string; readonly summary: PlanSummary }[],
  query: string,
): SymbolInformation[] {
  const symbols: SymbolInformation[] = [];
  for (const { uri, summary } of plans)
    for (const { name: containerName, names } of summary.documents) {
      for (const { name, kind, range } of names) {
        if (!abbreviates(query, name)) continue;
        symbols.push({ name, kind: KINDS[kind], location: { uri, range }, ...(containerName && { containerName }) });
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
