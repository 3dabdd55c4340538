import type { CheckedDocument, CheckedFile } from '../core/document/checked-file.ts';
import { placeAt, type Place } from '../core/document/locate.ts';
import { SCHEMAS } from '../core/schema/bundled.ts';
import { schemasAt, type JsonSchema } from '../core/schema/json-schema.ts';

/** What stands at an offset of a file, and what its schema says of it. */
export interface FilePlace extends Place {
  readonly document: CheckedDocument;
  /** Which document of the file, zero-based. */
  readonly documentIndex: number;
  /** The schemas of the value at `path`; empty when the schema does not know the path. */
  readonly schemas: readonly JsonSchema[];
}

/** The document that holds `offset`: the last one that starts before it, so that text behind a document belongs to it. */
export function documentAt(
  file: CheckedFile,
  offset: number,
): { document: CheckedDocument; index: number } | undefined {
  const index = Math.max(
    0,
    file.documents.findLastIndex(({ root, span }) => Math.min(span.start, root?.start ?? span.start) <= offset),
  );
  const document = file.documents[index];
  return document && { document, index };
}

/** The innermost key or value at `offset` (UTF-16) of `file`; undefined between documents and in an unreadable file. */
export function placeInFile(file: CheckedFile, offset: number): FilePlace | undefined {
  const found = documentAt(file, offset);
  const place = placeAt(found?.document.root, offset);
  if (!found || !place) return undefined;
  const schemas = schemasAt(SCHEMAS[file.kind].schema, found.document.root, place.path);
  return { ...place, document: found.document, documentIndex: found.index, schemas };
}
