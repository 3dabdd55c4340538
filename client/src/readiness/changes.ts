import { Uri, workspace, type Disposable } from 'vscode';
import { PATTERNS, PLAN_LANGUAGE } from '../../../server/src/protocol/documents.ts';
import type { ServerControl } from '../server.ts';
import { isRelevant } from '../watched-files.ts';

/** What may make a plan more or less ready. */
export interface ChangeHandlers {
  /** What a plan says, or what is known of its data sources. */
  readonly plan: (uri: Uri) => void;
  /** A plan came or went. */
  readonly plans: () => void;
  /** A file that plans may name. */
  readonly file: (uri: Uri) => void;
  readonly anything: () => void;
}

/** Files that say something of plans which do not name them: owners, catalogs, alert rules, pipelines. */
const SHARED = /\/CODEOWNERS$|\.(?:ya?ml|rules)$/i;

export function listenForChanges(
  server: Pick<ServerControl, 'onDidChangeDecay'>,
  { plan, plans, file, anything }: ChangeHandlers,
): Pick<Disposable, 'dispose'>[] {
  const watcher = workspace.createFileSystemWatcher(PATTERNS.plan);
  return [
    watcher,
    watcher.onDidCreate(plans),
    watcher.onDidDelete(plans),
    watcher.onDidChange(plan),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === PLAN_LANGUAGE) plan(document.uri);
    }),
    workspace.onDidSaveTextDocument(({ uri, languageId }) => {
      if (languageId === PLAN_LANGUAGE || !isRelevant(uri.toString())) return;
      if (SHARED.test(uri.path)) anything();
      else file(uri);
    }),
    workspace.onDidCreateFiles(anything),
    workspace.onDidDeleteFiles(anything),
    workspace.onDidRenameFiles(anything),
    workspace.onDidChangeWorkspaceFolders(anything),
    workspace.onDidGrantWorkspaceTrust(anything),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('productionFirst')) anything();
    }),
    server.onDidChangeDecay(({ uri }) => plan(Uri.parse(uri))),
  ];
}
