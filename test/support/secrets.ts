import type { SecretStorage } from 'vscode';

/** VS Code's SecretStorage in memory; `content` can be looked into. */
export function secretStorage(content = new Map<string, string>()): SecretStorage {
  const onDidChange = (): { dispose: () => void } => ({ dispose: () => undefined });
  return {
    keys: () => Promise.resolve([...content.keys()]),
    get: (key) => Promise.resolve(content.get(key)),
    store: (key, value) => {
      content.set(key, value);
      return Promise.resolve();
    },
    delete: (key) => {
      content.delete(key);
      return Promise.resolve();
    },
    onDidChange,
  };
}
