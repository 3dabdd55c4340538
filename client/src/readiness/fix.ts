import { commands, languages, Selection, Uri, window, workspace, type CodeAction, type Diagnostic } from 'vscode';
import type { CheckElement } from './elements.ts';

/** A plan just opened is checked within that time, far more than it takes. */
const CHECKED_MS = 10_000;
const WAIVER = 'Add a waiver';

/** Offers what mends the findings against a check, and carries out what is chosen; of one, without asking. */
export async function fixCheck(element: CheckElement): Promise<void> {
  await act(
    element,
    (title) => !title.startsWith('Disable') && !title.startsWith(WAIVER),
    'Nothing mends this by itself: the line says what is missing.',
  );
}

/** Adds a waiver of what stands against a check, to be given its reason. */
export async function waiveCheck(element: CheckElement): Promise<void> {
  await act(element, (title) => title.startsWith(WAIVER), 'This cannot be waived: it is mended on this line.');
}

async function act({ uri, check }: CheckElement, isWanted: (title: string) => boolean, none: string): Promise<void> {
  const file = Uri.parse(uri);
  const editor = await window.showTextDocument(await workspace.openTextDocument(file));
  const found = await findings(file, check.rules);
  const [first] = found;
  if (first) {
    editor.selection = new Selection(first.range.start, first.range.end);
    editor.revealRange(first.range);
  }
  const actions = await actionsFor(file, found, isWanted);
  if (actions.length === 0) {
    void window.showInformationMessage(none);
    return;
  }
  const chosen = actions.length === 1 ? actions[0] : await choose(actions, check.title);
  if (!chosen) return;
  if (chosen.edit && !(await workspace.applyEdit(chosen.edit))) throw new Error(`"${chosen.title}" was not applied`);
  if (chosen.command)
    await commands.executeCommand(chosen.command.command, ...((chosen.command.arguments ?? []) as unknown[]));
}

/** What the editor shows of `rules` in a file; waits for the first check of one that was just opened. */
async function findings(file: Uri, rules: readonly string[]): Promise<Diagnostic[]> {
  const now = (): Diagnostic[] => languages.getDiagnostics(file).filter((one) => rules.includes(ruleOf(one)));
  const end = Date.now() + CHECKED_MS;
  while (now().length === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
  return now();
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
