import type { DocumentHighlight, DocumentHighlightParams, Location, ReferenceParams } from 'vscode-languageserver';
import { documentHighlights, references } from '../../language/references.ts';
import { onFile, type Feature } from '../feature.ts';

export const uses: Feature = (host) => {
  host.connection.onReferences(
    onFile<ReferenceParams, Location[] | null>(host, 'references', null, ({ file, uri }, { position, context }) =>
      references(file, uri, file.lines.offset(position), context.includeDeclaration),
    ),
  );
  host.connection.onDocumentHighlight(
    onFile<DocumentHighlightParams, DocumentHighlight[] | null>(host, 'highlights', null, ({ file }, { position }) =>
      documentHighlights(file, file.lines.offset(position)),
    ),
  );
  return { referencesProvider: true, documentHighlightProvider: true };
};
