import { window, workspace, type ExtensionContext, type TextDocument } from 'vscode';
import { isOurs } from '../../server/src/protocol/documents.ts';
import { TRUSTED } from '../../server/src/protocol/training-hint.ts';
import { startBeside } from './beside/start.ts';
import { registerCommands } from './commands/register.ts';
import { accessOf } from './live/access.ts';
import { Consent } from './live/consent.ts';
import { Credentials } from './live/credentials.ts';
import { Watch } from './live/watch.ts';
import { DecayPanels } from './panel/panels.ts';
import { ReadinessDetails } from './readiness/details.ts';
import { ReadinessView } from './readiness/view.ts';
import { ServerControl } from './server.ts';
import { registerStatus } from './status.ts';

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Production-First ML', { log: true });
  const consent = new Consent(context.workspaceState);
  const credentials = new Credentials(context.secrets);
  const access = accessOf({ isTrusted: () => workspace.isTrusted, consent, credentials });
  const server = new ServerControl(context, log, access);
  const panels = new DecayPanels(context, server, consent);
  const watch = new Watch(server);
  const readiness = new ReadinessView(context, server, watch);
  const details = new ReadinessDetails(server, readiness);
  context.subscriptions.push(
    log,
    server,
    panels,
    watch,
    panels.onDidChange(() => watch.set('panels', panels.visiblePlans)),
    workspace.onDidGrantWorkspaceTrust(() => {
      panels.reload();
      void server.notify(TRUSTED, {});
    }),
    readiness,
    details,
    ...registerCommands({ server, panels, consent, credentials, readiness, details, log }),
    ...registerStatus(server),
    startBeside(server, panels, watch, log),
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
