import type { Editor } from './editor.ts';

/** What a person does at a question: takes what is offered, types, or takes a line of the list. */
export type Reply = 'as offered' | { readonly type: string } | { readonly pick: string };

/** Waits for the question with `prompt` and replies. */
export async function reply(editor: Editor, prompt: string, answer: Reply): Promise<void> {
  const widget = editor.page.locator('.quick-input-widget:visible');
  await widget.locator('.quick-input-message', { hasText: prompt }).waitFor();
  if (answer === 'as offered') {
    await editor.press('Enter');
  } else if ('type' in answer) {
    await widget.locator('input.input').fill(answer.type);
    // What is typed goes to another process; a key in the same millisecond can overtake it, which no person manages.
    await editor.page.waitForTimeout(150);
    await editor.press('Enter');
  } else {
    const rows = widget.locator('.monaco-list-row');
    await rows.filter({ has: editor.page.getByText(answer.pick, { exact: true }) }).click();
  }
}

/** What stands in the field of the question that is shown. */
export function typed(editor: Editor): Promise<string> {
  return editor.page.locator('.quick-input-widget:visible input.input').inputValue();
}

/** What is said of an answer that was not accepted. */
export async function complaint(editor: Editor, text: string): Promise<void> {
  await editor.page.locator('.quick-input-widget:visible .quick-input-message', { hasText: text }).waitFor();
}

export async function goBack(editor: Editor): Promise<void> {
  await editor.page.locator('.quick-input-widget:visible .codicon-quick-input-back').click();
}
