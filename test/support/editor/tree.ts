import type { Locator } from 'playwright-core';
import type { Editor } from './editor.ts';

/** The view "Production Readiness", as a person sees it. */
export class Tree {
  private readonly editor: Editor;
  readonly view: Locator;

  private constructor(editor: Editor) {
    this.editor = editor;
    this.view = editor.page.locator('.part.sidebar .pane', { hasText: 'Production Readiness' });
  }

  static async open(editor: Editor): Promise<Tree> {
    await editor.page.locator('.activitybar .action-label[aria-label^="Production Readiness"]').click();
    const tree = new Tree(editor);
    await editor.page.locator('.part.sidebar .monaco-list-row').first().waitFor();
    return tree;
  }

  /** The first row with exactly this title. */
  row(title: string): Locator {
    return this.editor.page
      .locator('.part.sidebar .monaco-list-row')
      .filter({ has: this.editor.page.locator('.monaco-icon-name-container', { hasText: new RegExp(`^${RegExp.escape(title)}$`) }) })
      .first();
  }

  /** Opens or closes a row. */
  async toggle(title: string): Promise<void> {
    await this.row(title).locator('.monaco-tl-twistie').click();
  }
}
