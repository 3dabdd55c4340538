import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { kindOf } from '../core/document/kind.ts';
import { readFile } from '../core/document/read.ts';
import { makeRoomFor } from './engine.ts';
import { Reading } from './reading.ts';

/** An open document, read at its current version. */
export interface OpenFile {
  readonly uri: string;
  readonly version: number;
  /** Absolute path; undefined for a document that is not on disk. */
  readonly path: string | undefined;
  readonly file: CheckedFile;
}

/** Keeps what was read of each open document until its text changes. */
export class ParsedDocuments {
  readonly reading = new Reading();
  private readonly read = new Map<string, OpenFile | { version: number; file: undefined }>();

  /** The document as read, or undefined when it is not one of ours. */
  get(document: TextDocument | undefined): OpenFile | undefined {
    if (!document) return undefined;
    const known = this.read.get(document.uri);
    if (known?.version === document.version) return known.file ? known : undefined;
    if (this.reading.isLeftOut(document)) return undefined;
    const text = document.getText();
    const kind = document.languageId === 'production-plan' ? 'production-plan' : kindOf(fileName(document.uri), text);
    if (!kind) {
      this.read.set(document.uri, { version: document.version, file: undefined });
      return undefined;
    }
    this.reading.begins(document.uri);
    if (known?.file) makeRoomFor(text);
    const open = {
      uri: document.uri,
      version: document.version,
      path: toPath(document.uri),
      file: readFile(kind, text, known?.file),
    };
    this.read.set(document.uri, open);
    return open;
  }

  delete(uri: string): void {
    this.read.delete(uri);
    this.reading.closed(uri);
  }
}

/** A document that may hold code which trains a model. */
export const isPython = ({ languageId }: TextDocument): boolean => languageId === 'python';

export function toPath(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** A URI's path in readable characters; a malformed escape stays as it is. */
function fileName(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
