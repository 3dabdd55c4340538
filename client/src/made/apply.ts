import { commands, Range, Uri, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import { unified } from '../../../server/src/core/scaffold/line-ends.ts';
import type { ScaffoldChange } from '../../../server/src/protocol/scaffold.ts';

const encoder = new TextEncoder();
/** Milliseconds in which an open editor follows its file. */
const PATIENCE = 2_000;
const PAUSE = 100;

/** Where what is known of made files is kept: no editor shows it, and none has unsaved changes of it. */
const isKept = ({ path }: Uri): boolean => path.includes('/.production-first/');

/**
 * Makes changes as one edit that can be undone, and saves them. Files that come or go are written by the edit itself; a file
 * that is there and changes is edited as a text, so that an open editor keeps its place and its history.
 * @returns whether it was done; a file that is not any more as it was shown stops all of it
 */
export async function applyChanges(changes: readonly ScaffoldChange[]): Promise<boolean> {
  const edit = new WorkspaceEdit();
  const edited: { readonly document: TextDocument; readonly before: string }[] = [];
  for (const { uri: place, before, text } of changes) {
    const uri = Uri.parse(place);
    if (text === undefined) edit.deleteFile(uri, { ignoreIfNotExists: true });
    else if (before === undefined) edit.createFile(uri, { contents: encoder.encode(text) });
    else if (isKept(uri)) {
      edit.deleteFile(uri);
      edit.createFile(uri, { contents: encoder.encode(text) });
    } else {
      const document = await workspace.openTextDocument(uri);
      if (!(await isStill(document, before))) return false;
      const [range, part] = smallest(document, unified(document.getText()), unified(text));
      edit.replace(uri, range, part);
      edited.push({ document, before });
    }
  }
  if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return false;
  for (const { document, before } of edited) await save(document, before);
  return true;
}

/**
 * The editor refuses to save where it takes the file for newer than what it has read, by its time alone. Where it is as it was, that is
 * no reason; where it is not, the editor has said so, and the text stays unsaved.
 */
async function save(document: TextDocument, before: string): Promise<void> {
  if (!document.isDirty || (await document.save()) || !same(await textOnDisk(document.uri), before)) return;
  await workspace.fs.writeFile(document.uri, encoder.encode(document.getText()));
  await readAnew(document);
}

/**
 * Whether a text is as it was shown. One without unsaved edits may be behind its file, which somebody wrote elsewhere: for a moment,
 * or for good where the editor missed that, or takes the file, by its size and time, for the one that it has read.
 */
async function isStill(document: TextDocument, before: string): Promise<boolean> {
  if (await becomes(document, before)) return true;
  if (document.isDirty || !same(await textOnDisk(document.uri), before)) return false;
  await readAnew(document);
  return becomes(document, before);
}

async function becomes(document: TextDocument, wanted: string): Promise<boolean> {
  for (let waited = 0; !same(document.getText(), wanted); waited += PAUSE) {
    if (document.isDirty || waited >= PATIENCE) return false;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return true;
}

/** The editor reads a file anew on request only where it is shown. */
async function readAnew(document: TextDocument): Promise<void> {
  const shown = window.activeTextEditor;
  await window.showTextDocument(document, { preview: false });
  await commands.executeCommand('workbench.action.files.revert');
  if (shown) await window.showTextDocument(shown.document, shown.viewColumn);
}

const same = (text: string | undefined, other: string): boolean => unified(text ?? '') === unified(other);

/** The lines that differ: what stands around them, and cursors in it, stay as they are. */
function smallest(document: TextDocument, before: string, after: string): [Range, string] {
  const [old, wanted] = [before.split('\n'), after.split('\n')];
  const most = Math.min(old.length, wanted.length) - 1;
  let start = 0;
  while (start < most && old[start] === wanted[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === wanted[wanted.length - 1 - end]) end++;
  const last = document.lineAt(document.lineCount - 1 - end);
  return [new Range(start, 0, last.lineNumber, last.text.length), wanted.slice(start, wanted.length - end).join('\n')];
}

/**
 * Takes changes back, as one edit. Not by the editor's own undo: that forgets what was done to files which no editor shows.
 * @returns whether it was done; a file that changed in the meantime stops all of it
 */
export async function undoChanges(changes: readonly ScaffoldChange[]): Promise<boolean> {
  const back = changes.map(({ uri, before, text }) => ({
    uri,
    ...(text !== undefined && { before: text }),
    ...(before !== undefined && { text: before }),
  }));
  for (const { uri, before } of back) if (!same(await textAt(Uri.parse(uri)), before ?? '')) return false;
  if (!(await applyChanges(back))) return false;
  for (const { uri, text } of back)
    if (text === undefined) await removeEmptyFolders(Uri.joinPath(Uri.parse(uri), '..'));
  return true;
}

/** As it stands in an editor with unsaved edits, else on disk; undefined: nothing is there. */
async function textAt(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.isDirty ? open.getText() : textOnDisk(uri);
}

async function textOnDisk(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** An edit that takes files away leaves their folders. */
async function removeEmptyFolders(folder: Uri): Promise<void> {
  const root = workspace.getWorkspaceFolder(folder)?.uri.path;
  for (let uri = folder; root !== undefined && uri.path.startsWith(`${root}/`); uri = Uri.joinPath(uri, '..')) {
    try {
      if ((await workspace.fs.readDirectory(uri)).length > 0) return;
      await workspace.fs.delete(uri);
    } catch {
      // It is gone already, with one of the other files.
    }
  }
}
