import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver';
import { workspaceSymbols } from '../../language/workspace-symbols.ts';
import type { Feature } from '../feature.ts';
import { guard } from '../guard.ts';
import { openPlans } from '../plans/workspace-plans.ts';

export const planSymbols: Feature = (host) => {
  host.connection.onWorkspaceSymbol(
    guard<WorkspaceSymbolParams, SymbolInformation[] | null>(
      host.connection.console,
      'workspace symbols',
      null,
      // Before trust is given nobody goes through the folder.
      async ({ query }) =>
        workspaceSymbols(host.hints.isTrusted ? await host.live.index.plans() : openPlans(host), query),
    ),
  );
  return { workspaceSymbolProvider: true };
};
