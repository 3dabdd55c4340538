import {
  BulkRegistration,
  CodeActionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  TextDocumentSyncKind,
  type BulkUnregistration,
  type ClientCapabilities,
  type Connection,
} from 'vscode-languageserver';

const documentSelector = [{ scheme: 'file', language: 'python' }];

/**
 * Asks the client for Python documents while there are hints to give in them, and only for what hints need: other
 * features of this server have nothing to say of Python, and must not stand in the way of those that have.
 */
export class PythonDocuments {
  private readonly connection: Connection;
  private readonly canRegister: boolean;
  private registered: Promise<BulkUnregistration> | undefined;

  constructor(connection: Connection, { textDocument }: ClientCapabilities) {
    this.connection = connection;
    this.canRegister =
      textDocument?.synchronization?.dynamicRegistration === true &&
      textDocument.codeAction?.dynamicRegistration === true &&
      textDocument.diagnostic?.dynamicRegistration === true;
  }

  /** A client that cannot be asked sends the documents its settings say, or none. */
  want(wanted: boolean): void {
    if (!this.canRegister || wanted === (this.registered !== undefined)) return;
    const before = this.registered;
    this.registered = wanted ? this.register() : undefined;
    before?.then(
      (registration) => registration.dispose(),
      () => undefined,
    );
  }

  private async register(): Promise<BulkUnregistration> {
    const all = BulkRegistration.create();
    all.add(DidOpenTextDocumentNotification.type, { documentSelector });
    all.add(DidChangeTextDocumentNotification.type, { documentSelector, syncKind: TextDocumentSyncKind.Incremental });
    all.add(DidCloseTextDocumentNotification.type, { documentSelector });
    all.add(DocumentDiagnosticRequest.type, {
      documentSelector,
      identifier: 'production-first-training',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    all.add(CodeActionRequest.type, { documentSelector, codeActionKinds: ['quickfix'] });
    return this.connection.client.register(all);
  }
}
