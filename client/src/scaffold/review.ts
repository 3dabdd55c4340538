import { languages, Position, Selection, Uri, window, workspace, type WorkspaceFolder } from 'vscode';
import { freeName } from '../../../server/src/core/scaffold/names.ts';

/** A text that somebody should read before it becomes a file. */
export interface Draft {
  readonly text: string;
  readonly languageId: string;
  /** File names, best first. */
  readonly names: Iterable<string>;
}

/**
 * Opens a draft as an unsaved document that already has its place: saving it is the reader's decision. A name that a file
 * or another open document has is never used.
 * @returns the file name under which it will be saved; undefined where it has none yet
 */
export async function openForReview(folder: WorkspaceFolder | undefined, draft: Draft): Promise<string | undefined> {
  const name = folder && freeName(draft.names, await namesIn(folder));
  if (!folder || name === undefined) {
    const document = await workspace.openTextDocument({ language: draft.languageId, content: draft.text });
    await window.showTextDocument(document);
    return undefined;
  }
  const uri = Uri.joinPath(folder.uri, name).with({ scheme: 'untitled' });
  const opened = await workspace.openTextDocument(uri);
  const document =
    opened.languageId === draft.languageId ? opened : await languages.setTextDocumentLanguage(opened, draft.languageId);
  const editor = await window.showTextDocument(document);
  await editor.edit((edit) => edit.insert(new Position(0, 0), draft.text));
  editor.selection = new Selection(0, 0, 0, 0);
  return name;
}

async function namesIn(folder: WorkspaceFolder): Promise<string[]> {
  const entries = await workspace.fs.readDirectory(folder.uri);
  const drafts = workspace.textDocuments.filter(({ isUntitled }) => isUntitled);
  return [...entries.map(([name]) => name), ...drafts.map(({ uri }) => uri.path.slice(folder.uri.path.length + 1))];
}
