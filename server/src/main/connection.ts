import {
  CodeLensRefreshRequest,
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
import { hasScaffoldCommands } from '../protocol/scaffold.ts';
import { ALIVE, readReadingOptions } from '../protocol/reading.ts';
import { DEFAULT_SETTINGS, readSettings, SETTINGS_SECTION, type Settings } from '../protocol/settings.ts';
import { TRUSTED } from '../protocol/training-hint.ts';
import { ParsedDocuments, toPath } from './documents.ts';
import { FEATURES } from './features.ts';
import { createEditorLive, type EditorLive } from './live/editor-live.ts';
import { SettingsByFolder } from './settings-by-folder.ts';
import { TrainingHints } from './training-hints.ts';
import { servePull, servePush } from './validation.ts';
import { Workspace } from './workspace.ts';

/** Milliseconds after the last keystroke until files that were made from a plan are compared with it. */
const MADE_DELAY = 400;

/** Wires the language server to a connection: documents, settings, diagnostics, and the list of features. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const parsed = new ParsedDocuments();
  const workspace = new Workspace([], { delay: MADE_DELAY, changed: () => refresh() });
  let settings: Settings = DEFAULT_SETTINGS;
  let client: InitializeParams['capabilities'] = {};
  let roots: string[] = [];
  let refresh = (): void => undefined;
  let live: EditorLive | undefined;
  let hints: TrainingHints | undefined;
  const byFolder = new SettingsByFolder(connection);
  const host = {
    connection,
    documents,
    parsed,
    workspace,
    settings: () => settings,
    settingsOf: async (uri: string) =>
      client.workspace?.configuration ? ((await byFolder.of(uri)) ?? settings) : settings,
    found: (uri: string) => live?.found(uri),
    hintsOf: async (document: TextDocument, isCancelled: () => boolean) =>
      (await hints?.of(document, isCancelled)) ?? [],
  };

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    roots = (params.workspaceFolders ?? []).flatMap((folder) => toPath(folder.uri) ?? []);
    workspace.setRoots(roots);
    settings = readSettings(params.initializationOptions);
    parsed.reading.use(readReadingOptions(params.initializationOptions));
    const pulls = client.textDocument?.diagnostic !== undefined;
    const again = pulls ? servePull(host) : servePush(host);
    refresh = () => {
      if (!pulls || client.workspace?.diagnostics?.refreshSupport) again();
      if (client.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
      if (client.workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh();
    };
    const created = createEditorLive(host, params.initializationOptions);
    live = created;
    created.plans.onChange((uri) => {
      if (documents.get(uri)) refresh();
    });
    const createdHints = new TrainingHints(host, created.index, client, params.initializationOptions);
    hints = createdHints;
    const scaffolds = hasScaffoldCommands(params.initializationOptions);
    const features = FEATURES.map((feature) =>
      feature({ ...host, client, live: created, hints: createdHints, scaffolds }),
    );
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
    hints?.update();
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
        filesChanged([]);
      });
    }
  });

  async function readConfiguration(): Promise<void> {
    settings = readSettings(await connection.workspace.getConfiguration(SETTINGS_SECTION));
    hints?.update();
    live?.changed([]);
    refresh();
  }

  function filesChanged(uris: readonly string[]): void {
    workspace.forget(uris);
    live?.changed(uris);
    refresh();
  }

  connection.onDidChangeConfiguration(({ settings: received }) => {
    byFolder.forget();
    if (client.workspace?.configuration) return void readConfiguration();
    settings = readSettings((received as Record<string, unknown> | null)?.[SETTINGS_SECTION]);
    hints?.update();
    live?.changed([]);
    refresh();
  });
  connection.onRequest(ALIVE, () => null);
  connection.onNotification(TRUSTED, () => {
    hints?.trust();
    refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes.map(({ uri }) => uri)));
  documents.onDidChangeContent(({ document }) => live?.touched(document));
  documents.onDidClose(({ document }) => {
    parsed.delete(document.uri);
    live?.closed(document.uri);
  });
  documents.listen(connection);
  connection.listen();
}
