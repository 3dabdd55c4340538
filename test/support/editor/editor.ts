import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, ensureChromium } from '../../../scripts/lib/chromium.ts';
import { REPOSITORY, VSIX } from '../../../scripts/lib/paths.ts';
import { inReverse } from '../cleanup.ts';
import type { Owner } from '../lsp/client.ts';
import { startEditorServer, type ServerOptions } from './server.ts';
import { inVain, until } from './until.ts';

/** Themes, and the class by which the window says which kind it shows. */
const THEMES = { 'Dark Modern': 'vs-dark', 'Light Modern': 'vs', 'Dark High Contrast': 'hc-black' } as const;
/** Far more than a step takes, so that a busy machine fails no test. */
const STEP_LIMIT_MS = 60_000;
export type Theme = keyof typeof THEMES;

export interface EditorOptions extends Partial<ServerOptions> {
  /** Copied, so that tests may write. */
  readonly workspace: string;
  /** Files to put beside the copied ones, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** VS Code in a browser, driven as a person drives it: keyboard, mouse, and what can be read on the screen. */
export class Editor {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;
  /** Where this editor keeps all of its data. */
  readonly data: string;

  constructor(page: Page, folder: string, data: string) {
    this.page = page;
    this.folder = folder;
    this.data = data;
  }

  /** The page in a panel of the extension: VS Code puts it into a frame in a frame. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  squiggles(severity: 'error' | 'warning' | 'info'): Locator {
    return this.page.locator(`.editor-instance .squiggly-${severity}`);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async openFile(name: string): Promise<void> {
    await this.openQuickInput('Control+p', name);
    await this.acceptPick(path.basename(name));
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
    await this.page.locator('.editor-instance .view-lines .view-line').first().waitFor();
  }

  async runCommand(title: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({
      has: this.page.getByText(title, { exact: true }),
    });
    // The list has the commands that could be run when it was opened; a window just started offers more soon after.
    for (let turn = 0; turn < 20; turn++) {
      await this.openQuickInput('F1', `>${title}`);
      if (await appears(row.first(), 3_000)) break;
      await this.press('Escape');
    }
    await this.acceptPick(title);
  }

  /** Puts the cursor at a place; line and column count from 1 as the status bar does. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.openQuickInput('Control+g', `:${line}:${column}`);
    await this.press('Enter');
    await until(`the cursor at ${line}:${column}`, async () =>
      (await this.page.locator('#status\\.editor\\.selection').innerText()).includes(`Ln ${line}, Col ${column}`),
    );
  }

  /** Puts the cursor before `text`, or `after` characters into it, as the file on disk has it. */
  async goToText(name: string, text: string, after = 0): Promise<void> {
    const content = await readFile(path.join(this.folder, name), 'utf8');
    const offset = content.indexOf(text);
    if (offset < 0) throw new Error(`${name} does not contain ${text}`);
    const before = content.slice(0, offset + after).split('\n');
    await this.goTo(before.length, (before.at(-1)?.length ?? 0) + 1);
  }

  /** Opens the list of quick fixes for the place of the cursor. */
  async showQuickFixes(): Promise<Locator> {
    // The lamp says that there are some; before, the key would only be answered with "none available".
    await this.page.locator('[class*="lightbulb"]:visible, [class*="lightBulb"]:visible').first().waitFor();
    const list = this.page.locator('.action-widget');
    await this.pressUntil('Control+.', 'quick fixes', () => appears(list.locator('.monaco-list-row').first(), 5_000));
    return list;
  }

  async quickFix(title: string): Promise<void> {
    const list = await this.showQuickFixes();
    await list.locator('.monaco-list-row', { hasText: title }).first().click();
    await this.page.locator('.tab.active.dirty').waitFor();
  }

  /** Asks for suggestions at the cursor and takes the one with `label`. */
  async complete(label: string): Promise<void> {
    await this.press('Control+Space');
    const list = this.page.locator('.suggest-widget.visible');
    await list
      .locator('.monaco-list-row', { has: this.page.getByText(label, { exact: true }) })
      .first()
      .click();
    await list.waitFor({ state: 'hidden' });
  }

  /** Renames what the cursor is on. */
  async rename(newName: string): Promise<void> {
    await this.press('F2');
    const input = this.page.locator('.rename-box .rename-input');
    await input.waitFor();
    await input.fill(newName);
    await this.press('Enter');
    await this.page.locator('.tab.active.dirty').waitFor();
  }

  /** Follows a link in the text as with Ctrl and the mouse. */
  async followLink(text: string): Promise<void> {
    const link = this.page.locator('.editor-instance .view-line span span', { hasText: text }).first();
    await link.waitFor();
    // Lines are drawn anew when links are found: an element may be gone before it is measured.
    const box = await until(`${text} to be seen`, async () => (await link.boundingBox()) ?? undefined);
    await this.page.keyboard.down('Control');
    // Not Playwright's own click: the editor puts other layers above the text, which that takes for an obstacle.
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
    await this.page.locator('.goto-definition-link, .detected-link-active').first().waitFor();
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.keyboard.up('Control');
  }

  /** The file, line and column the cursor is in. */
  async place(): Promise<{ file: string | null; position: string }> {
    return {
      file: await this.page.locator('.tab.active').first().getAttribute('data-resource-name'),
      position: await this.page.locator('#status\\.editor\\.selection').innerText(),
    };
  }

  async typeAt(line: number, column: number, text: string): Promise<void> {
    await this.goTo(line, column);
    await this.page.keyboard.type(text);
  }

  async save(name: string): Promise<string> {
    await this.press('Control+s');
    await this.page
      .locator(`.tab.active.dirty[data-resource-name="${path.basename(name)}"]`)
      .waitFor({ state: 'detached' });
    return readFile(path.join(this.folder, name), 'utf8');
  }

  /** Takes one of the themes that come with VS Code. */
  async chooseTheme(theme: Theme): Promise<void> {
    await this.openQuickInput('Control+k Control+t', theme);
    await this.acceptPick(theme);
    await this.page.locator(`.monaco-workbench.${THEMES[theme]}`).waitFor();
  }

  /** Drags the upper edge of the panel until it is `height` pixels high. */
  async resizePanel(height: number): Promise<void> {
    const box = await this.page.locator('.part.panel').boundingBox();
    if (!box) throw new Error('no panel is open');
    const x = box.x + box.width / 2;
    await this.page.mouse.move(x, box.y - 1);
    await this.page.mouse.down();
    await this.page.mouse.move(x, box.y + box.height - height, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Keeps a picture of the window in test-results/screenshots/. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(REPOSITORY, 'test-results', 'screenshots', `${name}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  /** The messages in the Problems view, as the view shows them. */
  async problems(): Promise<string[]> {
    const view = this.page.locator('.markers-panel-container');
    if (!(await view.isVisible())) {
      await this.press('Control+Shift+m');
      await view.waitFor();
      await this.focusText();
    }
    return view.locator('.monaco-list-row .marker-message-line').allInnerTexts();
  }

  /** The text of the message with a button called `button`, once there is one. */
  async message(button: string): Promise<string> {
    const center = this.page.locator('.notifications-center');
    const message = center.locator('.notification-list-item', {
      has: this.page.locator('.monaco-button', { hasText: button }),
    });
    await until(`the message with ${button}`, async () => {
      if (!(await center.isVisible())) await this.page.locator('[id="status.notifications"]').first().click();
      return message.first().isVisible();
    });
    return message.first().locator('.notification-list-item-message').innerText();
  }

  /** Presses a button of the newest message that has it, which goes then; by key, since the tip of the bell may lie over it. */
  async answerMessage(button: string): Promise<void> {
    await this.message(button);
    const buttons = this.page.locator('.notifications-center .monaco-button', { hasText: button });
    const last = buttons.nth((await buttons.count()) - 1);
    await this.pressUntil(
      'Enter',
      `answer to the message with ${button}`,
      () => succeeds(last.waitFor({ state: 'detached', timeout: 3_000 })),
      () => succeeds(buttons.first().press('Enter', { timeout: 5_000 })),
    );
  }

  /** Back to the text from wherever the focus is. */
  private async focusText(): Promise<void> {
    await this.press('Control+1');
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** Takes the entry with exactly `label` once the list has come to it. */
  private async acceptPick(label: string): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first()
      .click();
  }

  /** Opens a list by `key`, or keys with spaces between them, and types `text` into it. */
  private async openQuickInput(key: string, text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input.input');
    const isTyped = async (): Promise<boolean> =>
      (await appears(input, 5_000)) && succeeds(input.fill(text, { timeout: 5_000 }));
    await this.pressUntil(key, `list that takes "${text}"`, isTyped);
  }

  /**
   * Presses `key` until it has done what it is for. A key is lost while the focus is on its way from one part of the window to
   * another, or what has it is drawn anew, and a list closes when the focus comes elsewhere: a person presses again.
   */
  private async pressUntil(
    key: string,
    what: string,
    isDone: () => Promise<boolean>,
    press: () => Promise<unknown> = () => this.press(...key.split(' ')),
  ): Promise<void> {
    for (let turn = 0; turn < 8; turn++) {
      await press();
      if (await isDone()) return;
    }
    throw new Error(`${key} brought no ${what}`);
  }
}

const succeeds = (step: Promise<unknown>): Promise<boolean> =>
  step.then(
    () => true,
    () => false,
  );

/** Whether it is seen within so many milliseconds. */
const appears = (locator: Locator, timeout: number): Promise<boolean> => succeeds(locator.waitFor({ timeout }));

/** What a window showed and what it and the extension logged, to look at when its test has failed. */
async function keepSight(page: Page, said: readonly string[], data: string): Promise<void> {
  const name = path.join(REPOSITORY, 'test-results', 'editor', path.basename(process.argv[1] ?? 'test', '.ts'));
  await page.screenshot({ path: `${name}.png` });
  await writeFile(`${name}.window.log`, said.join('\n'));
  if (data === '') return;
  const logs = globSync('user/logs/*/exthost*/production-first*/*.log', { cwd: data });
  for (const [at, log] of logs.entries()) await cp(path.join(data, log), `${name}.${at}.log`);
}

/** Keeps the sight of the first wait that was in vain, else the last one. */
function watchFor(owner: Owner, page: Page, data: string): void {
  const said: string[] = [];
  page.on('console', (message) => said.push(`${new Date().toISOString()} ${message.type()}: ${message.text()}`));
  let isKept = false;
  const keep = async (): Promise<void> => {
    if (isKept) return;
    isKept = true;
    await keepSight(page, said, data);
  };
  inVain.add(keep);
  owner.after(async () => {
    inVain.delete(keep);
    await keep();
  });
}

/** Opens an editor that is served at `address` in a browser of its own. */
export async function openWindow(owner: Owner, address: string, folder: string, data = ''): Promise<Editor> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: [...CHROMIUM_FLAGS] });
  owner.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(STEP_LIMIT_MS);
  watchFor(owner, page, data);
  await page.goto(address);
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  // What the extension contributes comes a moment after the files; its icon says that it has come.
  await page.locator('.activitybar .action-label[aria-label^="Production Readiness"]').waitFor();
  return new Editor(page, folder, data);
}

/** Starts the editor's server with the packaged extension, copies the workspace, and opens it in a browser. */
export async function startEditor(test: Owner, options: EditorOptions): Promise<Editor> {
  const owner = inReverse(test);
  const home = await mkdtemp(path.join(tmpdir(), 'production-first-workspace-'));
  owner.after(() => rm(home, { recursive: true, force: true }));
  const folder = path.join(home, path.basename(options.workspace));
  await cp(options.workspace, folder, { recursive: true });
  for (const [name, text] of Object.entries(options.files ?? {})) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const { origin, home: data } = await startEditorServer(owner, { extensions: [VSIX], ...options });
  return openWindow(owner, `${origin}/?folder=${encodeURIComponent(folder)}`, folder, data);
}
