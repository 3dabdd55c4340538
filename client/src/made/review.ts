import { QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from 'vscode';
import type { ScaffoldFile } from '../../../server/src/protocol/scaffold.ts';
import { plain } from '../plain.ts';
import { closeDifference, showDifference, showDifferences } from './compare.ts';
import { canChange, countOf, isSafe, stateOf } from './words.ts';

/** Milliseconds: who walks through the list does not stop at each. */
const REST = 120;

interface FileItem extends QuickPickItem {
  readonly file?: ScaffoldFile;
}

/**
 * Shows what would change, file by file, and asks which of it to write: undefined where somebody left. The difference of the
 * file that is active in the list stands behind it.
 */
export async function reviewFiles(title: string, files: readonly ScaffoldFile[]): Promise<ScaffoldFile[] | undefined> {
  const changing = files.filter(canChange);
  const box = window.createQuickPick<FileItem>();
  box.title = titleOf(title, files);
  box.placeholder = 'Nothing is written yet. Enter writes what is checked.';
  box.canSelectMany = true;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  // Reading the difference in the editor is part of answering.
  box.ignoreFocusOut = true;
  box.buttons = [{ iconPath: new ThemeIcon('diff-multiple'), tooltip: 'Show all differences in one editor' }];
  box.items = itemsOf(changing);
  box.selectedItems = box.items.filter(({ file }) => file && isSafe(file));
  let waiting: NodeJS.Timeout | undefined;
  let opened: Promise<unknown> = Promise.resolve();
  const open = (file: ScaffoldFile): void => {
    opened = Promise.allSettled([opened, showDifference(file)]);
  };
  const show = ([item]: readonly FileItem[]): void => {
    clearTimeout(waiting);
    const { file } = item ?? {};
    if (file) waiting = setTimeout(open, REST, file);
  };
  try {
    return await new Promise<ScaffoldFile[] | undefined>((resolve) => {
      box.onDidChangeActive(show);
      box.onDidTriggerButton(() => void showDifferences(title, changing));
      box.onDidTriggerItemButton(({ item }) => show([item]));
      box.onDidAccept(() => resolve(box.selectedItems.flatMap(({ file }) => file ?? [])));
      box.onDidHide(() => resolve(undefined));
      box.show();
      show(box.items.filter(({ file }) => file));
    });
  } finally {
    clearTimeout(waiting);
    box.dispose();
    // One that is still on its way would come after the others are closed, and stay.
    await opened;
    await closeDifference();
  }
}

function titleOf(title: string, files: readonly ScaffoldFile[]): string {
  const same = files.filter(({ state }) => state === 'same').length;
  return same === 0 ? title : `${title} · ${countOf(same, 'file is', 'files are')} as planned`;
}

function itemsOf(files: readonly ScaffoldFile[]): FileItem[] {
  const targets = [...new Set(files.map(({ target }) => target))];
  return targets.flatMap((target) => [
    { label: target, kind: QuickPickItemKind.Separator },
    ...files.filter((file) => file.target === target).map(itemOf),
  ]);
}

function itemOf(file: ScaffoldFile): FileItem {
  const { icon, says } = stateOf(file);
  return {
    file,
    label: `$(${icon}) ${plain(file.path)}`,
    // What has to be weighed has a line of its own.
    ...(file.state === 'create' || file.state === 'update' ? { description: says } : { detail: says }),
    buttons: [{ iconPath: new ThemeIcon('diff'), tooltip: 'Show the difference' }],
  };
}
