import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** What VS Code in a browser keeps of the window: an IndexedDB of the workspace, written every five seconds, by a page that may be gone. */
const EDITORS = 'memento/workbench.parts.editor';
const STORES = 'vscode-web-state-db-';

/** Waits until a reload brings back an editor whose saved form contains `text`. */
export async function savedWith(page: Page, text: string): Promise<void> {
  await until(`the window to have been saved with ${text}`, async () => (await savedEditors(page)).includes(text));
}

/** The saved form of the open editors. */
export function savedEditors(page: Page): Promise<string> {
  return page.evaluate(readOrWrite, { prefix: STORES, key: EDITORS });
}

/** Overwrites it; the page must be another one of the same origin, or the window would write its own again. */
export async function overwriteSavedEditors(page: Page, text: string): Promise<void> {
  await page.evaluate(readOrWrite, { prefix: STORES, key: EDITORS, text });
}

/** Runs in the page: reads the value of `key` in the one store that has it, and puts `text` there if it is given. */
async function readOrWrite(wish: { prefix: string; key: string; text?: string }): Promise<string> {
  const result = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith(wish.prefix)) continue;
    const database = await result(indexedDB.open(name));
    try {
      const items = database.transaction('ItemTable', 'readwrite').objectStore('ItemTable');
      const value: unknown = await result(items.get(wish.key));
      if (typeof value !== 'string') continue;
      if (wish.text !== undefined) await result(items.put(wish.text, wish.key));
      return value;
    } finally {
      database.close();
    }
  }
  return '';
}
