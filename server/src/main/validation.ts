import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { check } from '../core/check.ts';
import type { Assessment } from '../core/decay/assess.ts';
import { rulePage, SOURCE, toDiagnostic } from '../language/to-lsp.ts';
import type { Settings } from '../protocol/settings.ts';
import { isPython, type OpenFile, type ParsedDocuments } from './documents.ts';
import { watched } from './watched.ts';
import { guard } from './guard.ts';
import type { Workspace } from './workspace.ts';

export interface ValidationHost {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly parsed: ParsedDocuments;
  readonly workspace: Workspace;
  readonly settings: () => Settings;
  /** Settings as they are for one document: of its folder, where folders have their own. */
  readonly settingsOf: (uri: string) => Promise<Settings>;
  /** What data sources said last of the plans of a document, in their order. Looks nothing up. */
  readonly found: (uri: string) => readonly Assessment[] | undefined;
  /** What is said of code that trains a model. */
  readonly hintsOf: (document: TextDocument, isCancelled: () => boolean) => Promise<Diagnostic[]>;
}

/** The diagnostics of an open file; facts about other files are looked up on the way. */
async function diagnose(host: ValidationHost, open: OpenFile): Promise<Diagnostic[]> {
  const { file } = open;
  const settings = host.settings();
  const live = settings['live.diagnostics'] ? host.found(open.uri) : undefined;
  const facts = await host.workspace.factsOf(open.path, file, live);
  const problems = check(file, { now: Date.now(), facts, rules: settings.rules, live });
  return problems.map((problem) => toDiagnostic(problem, file.lines, open.uri));
}

/** Diagnostics of a document, ours or one that is only hinted at; undefined for any other. */
async function itemsOf(
  host: ValidationHost,
  document: TextDocument | undefined,
  isCancelled: () => boolean,
): Promise<Diagnostic[] | undefined> {
  if (document && isPython(document)) return host.hintsOf(document, isCancelled);
  try {
    if (!document) return undefined;
    const { reading } = host.parsed;
    if (reading.isLeftOut(document)) return [leftOut()];
    return await reading.during(document.uri, async () => {
      const open = host.parsed.get(document);
      return open && (await diagnose(host, open));
    });
  } catch (error) {
    if (!document) throw error;
    host.connection.console.error(
      `${document.uri} could not be checked: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return [unchecked(error)];
  }
}

/** A mistake of this program, told where it is noticed: a file without findings would look like one that was checked. */
function unchecked(error: unknown): Diagnostic {
  const what = error instanceof Error ? error.message : String(error);
  return ofWhole(
    `This file was not checked: Production-First ML made a mistake on it (${what}). Other files are not affected, and it is tried again with the next change. Please report it, with what the output "Production-First ML" says.`,
  );
}

/** What is said of a document that is left out. */
const leftOut = (): Diagnostic =>
  ofWhole(
    'This file is not checked: the language server ended, or did not come to an end, while it read it. Other files are not affected. It is tried again with the next change. Please report it, with what the output "Production-First ML" says.',
  );

function ofWhole(message: string): Diagnostic {
  return {
    source: SOURCE,
    code: 'syntax/limit',
    codeDescription: { href: rulePage('syntax/limit') },
    severity: DiagnosticSeverity.Error,
    message,
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  };
}

/** What a person waits for, such as a hover, is answered before the next diagnostics are worked out: each turn takes in one message. */
async function letOthersGoFirst(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Answers pulls for diagnostics (LSP 3.17). Returns how to say that earlier answers are outdated. */
export function servePull(host: ValidationHost): () => void {
  const { connection } = host;
  const empty: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    guard(connection.console, 'diagnostics', empty, async ({ textDocument }, token) => {
      await letOthersGoFirst();
      if (token.isCancellationRequested) return empty;
      const document = host.documents.get(textDocument.uri);
      const isCancelled = (): boolean => token.isCancellationRequested;
      return { kind: DocumentDiagnosticReportKind.Full, items: (await itemsOf(host, document, isCancelled)) ?? [] };
    }),
  );
  return () => void connection.languages.diagnostics.refresh();
}

/** Publishes diagnostics after each change, for clients that cannot pull. */
export function servePush(host: ValidationHost): () => void {
  const { connection, documents } = host;
  const waiting = new Set<string>();

  async function publish(uri: string): Promise<void> {
    await letOthersGoFirst();
    const document = documents.get(uri);
    const version = document?.version;
    // An edit may have come while files were looked up; its own turn follows.
    const isOutdated = (): boolean => documents.get(uri)?.version !== version;
    const diagnostics = await watched(() => itemsOf(host, document, isOutdated));
    if (diagnostics && version !== undefined && !isOutdated())
      await connection.sendDiagnostics({ uri, version, diagnostics });
  }

  /** Edits that arrive together are answered once; there is no further delay. */
  function soon(uri: string): void {
    if (waiting.has(uri)) return;
    waiting.add(uri);
    setImmediate(() => {
      waiting.delete(uri);
      publish(uri).catch((error: unknown) =>
        connection.console.error(`diagnostics of ${uri} failed: ${String(error)}`),
      );
    });
  }

  documents.onDidChangeContent(({ document }) => soon(document.uri));
  documents.onDidClose(({ document }) => void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }));
  return () => documents.all().forEach((document) => soon(document.uri));
}
