import type { DocumentFilter, TextDocument } from 'vscode';

/** Python files that a plan can name. */
export const PYTHON: DocumentFilter[] = ['file', 'vscode-vfs'].map((scheme) => ({ scheme, language: 'python' }));

export function isPython({ languageId, uri }: TextDocument): boolean {
  return PYTHON.some(({ scheme, language }) => scheme === uri.scheme && language === languageId);
}
