/** What is known of a path that a plan names. Found out by the shell around the core, which alone touches the disk. */
export type FileFact =
  | {
      readonly state: 'file';
      /** Absolute path. */
      readonly location: string;
      /** Names a Python file defines; absent for other files. */
      readonly symbols?: readonly string[];
    }
  | { readonly state: 'directory' | 'missing' | 'outside' };

/** Facts by the path as written in the plan, without `#symbol`; no entry means nothing is known (yet), so nothing is claimed. */
export type WorkspaceFacts = ReadonlyMap<string, FileFact>;

/** Splits `path#symbol`. */
export function splitSymbol(text: string): { path: string; symbol: string | undefined } {
  const hash = text.indexOf('#');
  return hash < 0 ? { path: text, symbol: undefined } : { path: text.slice(0, hash), symbol: text.slice(hash + 1) };
}

export const isUrl = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
