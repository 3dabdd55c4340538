import type { Memento } from 'vscode';

/** VS Code's Memento in memory; `content` can be looked into. */
export function memento(content: Record<string, unknown> = {}): Memento {
  return {
    keys: () => Object.keys(content),
    get: (key: string) => content[key] as never,
    update: (key, value) => {
      // Only what JSON can say survives, as in the editor.
      content[key] = value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
      return Promise.resolve();
    },
  };
}
