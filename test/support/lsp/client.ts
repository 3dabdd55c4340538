import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeParams,
  MessageConnection,
  PublishDiagnosticsParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';
import { connectionTo } from './connection.ts';

export interface StartOptions {
  /** What to run with Node; the built server by default. */
  readonly command?: readonly string[];
  /** Whether the client can pull diagnostics; without it the server pushes. */
  readonly pull?: boolean;
  readonly root?: string;
  readonly settings?: unknown;
  /** What the client can do beyond the least. */
  readonly textDocument?: ClientCapabilities['textDocument'];
  readonly workspace?: ClientCapabilities['workspace'];
}

/** Something to hand clean-up to: a test's context, or a benchmark's own list. */
export interface Owner {
  after(release: () => void | Promise<void>): void;
}

/** A client of the built server over stdio: as thin as an editor can be. */
export class ServerClient {
  readonly connection: MessageConnection;
  readonly root: string;
  readonly pid: number | undefined;
  private readonly versions = new Map<string, number>();
  private readonly pushes = new Map<string, ((items: Diagnostic[]) => void)[]>();
  private readonly unread = new Map<string, Diagnostic[][]>();

  constructor(connection: MessageConnection, root: string, pid: number | undefined) {
    this.connection = connection;
    this.root = root;
    this.pid = pid;
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
      const waiting = this.pushes.get(uri)?.shift();
      if (waiting) waiting(diagnostics);
      else this.unread.set(uri, [...(this.unread.get(uri) ?? []), diagnostics]);
    });
  }

  uri(name: string): string {
    return pathToFileURL(path.resolve(this.root, name)).href;
  }

  /** Opens a document under `name` and returns its URI. */
  open(name: string, text: string, languageId = 'production-plan'): string {
    const uri = this.uri(name);
    this.versions.set(uri, 1);
    this.tell('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): void {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    this.tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.tell('textDocument/didClose', { textDocument: { uri } });
  }

  /** The last words of a test may still be on their way when the server is ended; where one is gone before, the next request fails. */
  private tell(method: string, params: object): void {
    this.connection.sendNotification(method, params).catch(() => undefined);
  }

  async pull(uri: string): Promise<Diagnostic[]> {
    const report = await this.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.items;
  }

  /** A request about a document; `params` are added to its `textDocument`. */
  request<R>(method: string, uri: string, params: object = {}): Promise<R> {
    return this.connection.sendRequest<R>(method, { textDocument: { uri }, ...params });
  }

  nextPush(uri: string): Promise<Diagnostic[]> {
    const first = this.unread.get(uri)?.shift();
    if (first) return Promise.resolve(first);
    return new Promise((resolve) => this.pushes.set(uri, [...(this.pushes.get(uri) ?? []), resolve]));
  }
}

/** Starts `dist/server.js`, shakes hands, and ends it (by its process id) after the test. */
export async function startServer(owner: Owner, options: StartOptions = {}): Promise<ServerClient> {
  const child = spawn(process.execPath, options.command ?? ['dist/server.js', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const connection = connectionTo(child);
  connection.listen();
  owner.after(async () => {
    connection.dispose();
    child.kill('SIGKILL');
    await exited;
  });
  const root = path.resolve(options.root ?? 'test/fixtures/workspace');
  connection.onRequest('workspace/configuration', () => [options.settings ?? {}]);
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  const textDocument: ClientCapabilities['textDocument'] = {
    ...(options.pull === false ? {} : { diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false } }),
    completion: { completionItem: { snippetSupport: true } },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      resolveSupport: { properties: ['edit'] },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    ...options.textDocument,
  };
  const params = {
    processId: process.pid,
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'workspace' }],
    capabilities: { textDocument, workspace: { workspaceFolders: true, ...options.workspace } },
    initializationOptions: options.settings ?? {},
  } satisfies Omit<InitializeParams, 'rootUri'>;
  await connection.sendRequest('initialize', params);
  await connection.sendNotification('initialized', {});
  return new ServerClient(connection, root, child.pid);
}
