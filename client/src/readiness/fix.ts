import { commands, languages, Selection, Uri, window, workspace, type CodeAction, type Diagnostic } from 'vscode';
import type { CheckElement } from './elements.ts';

/** Whether what a menu hands over is a check of the tree. */
export const isCheck = (target: unknown): target is CheckElement =>
  typeof target === 'object' && target !== null && 'kind' in target && target.kind === 'check';

/** Offers what mends the findings against a check, and carries out what is chosen; of one, without asking. */
export async function fixCheck(element: CheckElement): Promise<void> {
  await act(
    element,
    (title) => !/^(?:Disable|Add a waiver)/.test(title),
    'Nothing mends this by itself: its line says what is missing.',
  );
}

/** Adds a waiver of what stands against a check, to be given its reason. */
export async function waiveCheck(element: CheckElement): Promise<void> {
  await act(element, (title) => title.startsWith('Add a waiver'), 'This cannot be waived.');
}

async function act({ uri, check }: CheckElement, isWanted: (title: string) => boolean, none: string): Promise<void> {
  const file = Uri.parse(uri);
  const document = await workspace.openTextDocument(file);
  const editor = await window.showTextDocument(document);
  const found = languages.getDiagnostics(file).filter((one) => check.rules.includes(ruleOf(one)));
  const [first] = found;
  if (first) editor.selection = new Selection(first.range.start, first.range.end);
  const actions = await actionsFor(file, found, isWanted);
  if (actions.length === 0) {
    window.setStatusBarMessage(none, 5_000);
    return;
  }
  const chosen = actions.length === 1 ? actions[0] : await choose(actions, check.title);
  if (!chosen) return;
  if (chosen.edit) await workspace.applyEdit(chosen.edit);
  if (chosen.command)
    await commands.executeCommand(chosen.command.command, ...((chosen.command.arguments ?? []) as unknown[]));
}

const ruleOf = ({ code }: Diagnostic): string => String(typeof code === 'object' ? code.value : code);

async function actionsFor(
  file: Uri,
  found: readonly Diagnostic[],
  isWanted: (title: string) => boolean,
): Promise<CodeAction[]> {
  const actions = new Map<string, CodeAction>();
  for (const { range } of found) {
    // The last number asks for the edits of so many, too.
    const offered = await commands.executeCommand<CodeAction[] | undefined>(
      'vscode.executeCodeActionProvider',
      file,
      range,
      'quickfix',
      20,
    );
    for (const action of offered ?? []) if (isWanted(action.title)) actions.set(action.title, action);
  }
  return [...actions.values()];
}

async function choose(actions: readonly CodeAction[], title: string): Promise<CodeAction | undefined> {
  const items = actions.map((action) => ({ label: action.title, action }));
  return (await window.showQuickPick(items, { title }))?.action;
}
