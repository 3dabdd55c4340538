import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver';
import { documentSymbols, flatSymbols } from '../../language/document-symbols.ts';
import { onFile, type Feature } from '../feature.ts';

export const outline: Feature = (host) => {
  const isNested = host.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
  host.connection.onDocumentSymbol(
    onFile<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[] | null>(
      host,
      'document symbols',
      null,
      ({ file, uri }) => (isNested ? documentSymbols(file) : flatSymbols(file, uri)),
    ),
  );
  return { documentSymbolProvider: true };
};
