import { window, workspace, type ExtensionContext, type TextDocument } from 'vscode';
import { isOurs } from '../../server/src/protocol/documents.ts';
import { registerCommands } from './commands/register.ts';
import { DecayPanels } from './panel/panels.ts';
import { registerReadinessView } from './readiness/view.ts';
import { ServerControl } from './server.ts';
import { registerStatus } from './status.ts';

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Production-First ML', { log: true });
  const server = new ServerControl(context, log);
  const panels = new DecayPanels(context, server);
  context.subscriptions.push(
    log,
    server,
    panels,
    ...registerCommands({ server, panels, log }),
    ...registerReadinessView(),
    ...registerStatus(server),
  );
  startWhenNeeded(context, server);
}

/** Any Markdown file activates the extension, because a README may be a model card; the server waits for a file of ours. */
function startWhenNeeded(context: ExtensionContext, server: ServerControl): void {
  const look = (document: TextDocument): void => {
    if (server.state !== 'not-started') return;
    if (isOurs(document.languageId, document.uri.path, () => document.getText())) void server.start();
  };
  context.subscriptions.push(
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
  workspace.textDocuments.forEach(look);
}
