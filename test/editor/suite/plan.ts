import path from 'node:path';
import { commands, languages, Uri, window, workspace, type Diagnostic, type Position, type TextDocument } from 'vscode';

const PAUSE_MS = 25;
const LIMIT_MS = 15_000;

/** Opens a file of the workspace in an editor. */
export async function show(name: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, ...name.split(path.posix.sep)));
  await window.showTextDocument(document);
  return document;
}

/** Forgets what was typed, so that no case sees another's edits. */
export async function closeAll(): Promise<void> {
  while (window.activeTextEditor) await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** Waits until the document's diagnostics are such that `wanted` holds. */
export async function diagnosticsWhen(
  document: TextDocument,
  wanted: (found: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const found = languages.getDiagnostics(document.uri);
    if (wanted(found)) return found;
    if (Date.now() > end) throw new Error(`diagnostics stay ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** The rule a diagnostic comes from. */
export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The place where `text` begins. */
export function placeOf(document: TextDocument, text: string): Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${document.fileName} does not contain ${text}`);
  return document.positionAt(offset);
}
