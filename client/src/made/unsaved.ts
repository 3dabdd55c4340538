import { workspace } from 'vscode';

/** More is typed by nobody. */
const MAX_LENGTH = 2_000_000;

/** Texts that stand in editors and not on disk yet, by URI. */
export function unsavedTexts(): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const document of workspace.textDocuments) {
    if (!document.isDirty || document.uri.scheme !== 'file') continue;
    const text = document.getText();
    if (text.length <= MAX_LENGTH) texts[document.uri.toString()] = text;
  }
  return texts;
}
