import type {
  CancellationToken,
  ClientCapabilities,
  ServerCapabilities,
  TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { OpenFile } from './documents.ts';
import { guard } from './guard.ts';
import type { EditorLive } from './live/editor-live.ts';
import type { TrainingHints } from './training-hints.ts';
import type { ValidationHost } from './validation.ts';

/** What a feature needs to answer requests. */
export interface FeatureHost extends ValidationHost {
  /** What the client said it can do. */
  readonly client: ClientCapabilities;
  readonly live: EditorLive;
  readonly hints: TrainingHints;
  /** Whether the client has the commands that lenses and fixes about made files need. */
  readonly scaffolds: boolean;
}

/** Registers its request handlers and says which capabilities that gives the server. */
export type Feature = (host: FeatureHost) => Partial<ServerCapabilities>;

/** A guarded handler for requests about one document; a document that is not ours is answered with `fallback`. */
export function onFile<P extends { readonly textDocument: TextDocumentIdentifier }, R>(
  host: FeatureHost,
  name: string,
  fallback: R,
  handler: (open: OpenFile, params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return guard<P, R>(host.connection.console, name, fallback, (params, token) => {
    const open = host.parsed.get(host.documents.get(params.textDocument.uri));
    return open ? handler(open, params, token) : fallback;
  });
}
