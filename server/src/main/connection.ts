import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { WATCHERS } from '../protocol/documents.ts';
import { DEFAULT_SETTINGS, readSettings, SETTINGS_SECTION, type Settings } from '../protocol/settings.ts';
import { ParsedDocuments, toPath } from './documents.ts';
import { FEATURES } from './features.ts';
import { servePull, servePush } from './validation.ts';
import { Workspace } from './workspace.ts';

/** Wires the language server to a connection: documents, settings, diagnostics, and the list of features. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const parsed = new ParsedDocuments();
  const workspace = new Workspace([]);
  let settings: Settings = DEFAULT_SETTINGS;
  let client: InitializeParams['capabilities'] = {};
  let roots: string[] = [];
  let refresh = (): void => undefined;
  const host = { connection, documents, parsed, workspace, settings: () => settings };

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    roots = (params.workspaceFolders ?? []).flatMap((folder) => toPath(folder.uri) ?? []);
    workspace.setRoots(roots);
    settings = readSettings(params.initializationOptions);
    const pulls = client.textDocument?.diagnostic !== undefined;
    const again = pulls ? servePull(host) : servePush(host);
    refresh = () => {
      if (!pulls || client.workspace?.diagnostics?.refreshSupport) again();
      if (client.workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh();
    };
    const features = FEATURES.map((feature) => feature({ ...host, client }));
    return {
      serverInfo: { name: 'production-first' },
      capabilities: Object.assign(
        {
          textDocumentSync: TextDocumentSyncKind.Incremental,
          workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        },
        pulls
          ? {
              diagnosticProvider: {
                identifier: 'production-first',
                interFileDependencies: true,
                workspaceDiagnostics: false,
              },
            }
          : {},
        ...features,
      ) as InitializeResult['capabilities'],
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.configuration) {
      void readConfiguration();
      void connection.client.register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION });
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS });
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => toPath(folder.uri)));
        roots = [...roots.filter((root) => !gone.has(root)), ...added.flatMap((folder) => toPath(folder.uri) ?? [])];
        workspace.setRoots(roots);
        refresh();
      });
    }
  });

  async function readConfiguration(): Promise<void> {
    settings = readSettings(await connection.workspace.getConfiguration(SETTINGS_SECTION));
    refresh();
  }

  connection.onDidChangeConfiguration(({ settings: received }) => {
    if (client.workspace?.configuration) return void readConfiguration();
    settings = readSettings((received as Record<string, unknown> | null)?.[SETTINGS_SECTION]);
    refresh();
  });
  connection.onDidChangeWatchedFiles(() => {
    workspace.forget();
    refresh();
  });
  documents.onDidClose(({ document }) => parsed.delete(document.uri));
  documents.listen(connection);
  connection.listen();
}
