/** Writes snippets in the syntax of the Language Server Protocol: text with numbered places to fill in. */
export class SnippetWriter {
  private next = 1;

  /** A place to fill in, holding `text` at first. */
  placeholder(text = ''): string {
    return text === '' ? `$${this.next++}` : `\${${this.next++}:${escapeText(text)}}`;
  }

  /** A place to fill in with one of `options`. */
  choice(options: readonly string[]): string {
    if (options.length < 2) return this.placeholder(options[0]);
    return `\${${this.next++}|${options.map(escapeChoice).join(',')}|}`;
  }

  /** A snippet written by hand, its places numbered on from here. */
  embed(snippet: string): string {
    const numbers = new Map<string, number>();
    const number = (old: string): number => {
      const known = numbers.get(old) ?? this.next++;
      numbers.set(old, known);
      return known;
    };
    return snippet.replace(/\$\{(\d+)([:|}])|\$(\d+)/g, (_, braced?: string, sign?: string, bare?: string) =>
      braced === undefined ? `$${number(bare ?? '')}` : `\${${number(braced)}${sign ?? ''}`,
    );
  }
}

export const escapeChoice = (text: string): string => text.replace(/[\\$},|]/g, '\\$&');

export const escapeText = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** What a snippet reads like when nothing is filled in: each place's own text, of a choice the first. */
export function plainText(snippet: string): string {
  const unescape = (text: string): string => text.replace(/\\([\\$},|])/g, '$1');
  return snippet.replace(
    /\\([\\$}])|\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}|\$\{\d+(?::((?:\\.|[^\\}])*))?\}|\$\d+/g,
    (_, escaped?: string, first?: string, text?: string) => escaped ?? unescape(first ?? text ?? ''),
  );
}
