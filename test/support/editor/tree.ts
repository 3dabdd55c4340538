import type { Locator } from 'playwright-core';
import type { Editor } from './editor.ts';

/** The view "Production Readiness", read and used as a person does. */
export class Tree {
  readonly editor: Editor;
  readonly pane: Locator;

  private constructor(editor: Editor) {
    this.editor = editor;
    this.pane = editor.page.locator('.part.sidebar');
  }

  /** Opens the view. */
  static async open(editor: Editor): Promise<Tree> {
    await editor.page.locator('.activitybar .action-label[aria-label^="Production Readiness"]').click();
    const tree = new Tree(editor);
    await tree.pane.locator('.composite.title', { hasText: 'Production Readiness' }).waitFor();
    return tree;
  }

  /** The first row with exactly this title. */
  row(title: string): Locator {
    const label = this.editor.page.getByText(title, { exact: true });
    return this.pane.locator('.monaco-list-row').filter({ has: label }).first();
  }

  /** What stands behind the title of a row. */
  async description(title: string): Promise<string> {
    return this.row(title).locator('.label-description').innerText();
  }

  /** Opens or closes a row. */
  async toggle(title: string): Promise<void> {
    await this.row(title).locator('.monaco-tl-twistie').click();
  }

  /** Presses a button that a row has while the mouse is over it. */
  async act(title: string, action: string): Promise<void> {
    const row = this.row(title);
    await row.scrollIntoViewIfNeeded();
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^="${action}"]`).click();
  }

  /** Presses a button of the view's title. */
  async press(action: string): Promise<void> {
    await this.pane.hover({ position: { x: 20, y: 400 } });
    await this.pane.locator(`.title .action-label[aria-label^="${action}"]`).click();
  }

  /** Titles of the rows that are drawn, from the top. */
  async titles(): Promise<string[]> {
    return this.pane.locator('.monaco-list-row .label-name').allInnerTexts();
  }

  /** Makes the view wider by so many pixels. */
  async widen(pixels: number): Promise<void> {
    const box = await this.pane.boundingBox();
    if (!box) throw new Error('the view is not open');
    const { mouse } = this.editor.page;
    const [x, y] = [box.x + box.width + 1, box.y + box.height / 2];
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + pixels, y, { steps: 5 });
    await mouse.up();
    await mouse.move(x + 2 * pixels, y);
  }

  /** What a screen reader says of every row that is drawn. */
  async spoken(): Promise<string[]> {
    const labels = await this.pane.locator('.monaco-list-row').all();
    return Promise.all(labels.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
  }
}
