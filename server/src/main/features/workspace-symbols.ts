import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver';
import { workspaceSymbols } from '../../language/workspace-symbols.ts';
import type { Feature } from '../feature.ts';
import { guard } from '../guard.ts';

export const openSymbols: Feature = (host) => {
  host.connection.onWorkspaceSymbol(
    guard<WorkspaceSymbolParams, SymbolInformation[] | null>(
      host.connection.console,
      'workspace symbols',
      null,
      ({ query }) =>
        workspaceSymbols(
          host.documents.all().flatMap((document) => host.parsed.get(document) ?? []),
          query,
        ),
    ),
  );
  return { workspaceSymbolProvider: true };
};
