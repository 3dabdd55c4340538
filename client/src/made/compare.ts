import { commands, TabInputTextDiff, Uri, window, workspace } from 'vscode';
import type { ScaffoldFile } from '../../../server/src/protocol/scaffold.ts';
import { shownTexts } from './shown-texts.ts';

interface Sides {
  /** What is looked at: the file, or the one that would be put beside it. */
  readonly file: Uri;
  readonly left: Uri;
  readonly right: Uri;
}

/** A file as it stands, and as it would be. */
function sidesOf({ uri, before, after, beside }: ScaffoldFile): Sides {
  const file = Uri.parse(beside?.uri ?? uri);
  const right = shownTexts.place(file.path, 'plan', after ?? '');
  const left = before === undefined ? shownTexts.place(file.path, 'nothing', '') : Uri.parse(uri);
  return { file, left, right };
}

/** Shows what would change in a file; the focus stays where it is. */
export async function showDifference(file: ScaffoldFile): Promise<void> {
  const { left, right } = sidesOf(file);
  const title = `${workspace.asRelativePath(Uri.parse(file.uri))} ↔ ${file.after === undefined ? 'removed' : 'from the plan'}`;
  await commands.executeCommand('vscode.diff', left, right, title, { preview: true, preserveFocus: true });
}

/** Shows, in one editor, what would change in all of them. */
export async function showDifferences(title: string, files: readonly ScaffoldFile[]): Promise<void> {
  const sides = files.map(sidesOf);
  await commands.executeCommand(
    'vscode.changes',
    title,
    sides.map(({ file, left, right }) => [file, left, right]),
  );
}

/** Closes what `showDifference` opened: it says nothing any more. */
export async function closeDifference(): Promise<void> {
  const tabs = window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof TabInputTextDiff && shownTexts.has(input.modified));
  if (tabs.length > 0) await window.tabGroups.close(tabs, true);
}
